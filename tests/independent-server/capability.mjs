import './websocket-shim.mjs';
import { getSearchParameters } from '@medplum/core';
import { storedTypes } from './definitions.mjs';

const interactions = ['read', 'vread', 'update', 'delete', 'history-instance', 'create', 'search-type'];

// Only parameters that spec/search.test.mjs has seen to work; the router knows more.
const offered = ['_id', '_lastUpdated', 'identifier', 'patient', 'subject', 'code', 'target', 'recorded'];
const ofProvenance = ['target', 'recorded'];

/**
 * What this server can do, no more: each interaction named here has a test in spec/.
 * @param url The FHIR base url.
 * @param profiles The canonical urls that are enforced when a resource claims them.
 */
export function capabilityStatement(url, profiles) {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-11-01',
    kind: 'instance',
    software: { name: 'Medplum FHIR router over node:http', version: '5.2.13' },
    implementation: { description: 'An independent FHIR R4 server for integration tests; it keeps everything in memory', url },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [
      {
        mode: 'server',
        interaction: [{ code: 'transaction' }, { code: 'batch' }],
        resource: storedTypes().map((type) => resource(type, profiles)),
      },
    ],
  };
}

function resource(type, profiles) {
  const parameters = getSearchParameters(type) ?? {};
  const supported = profiles.filter((each) => each.type === type).map((each) => each.url);
  return {
    type,
    ...(supported.length ? { supportedProfile: supported } : undefined),
    interaction: interactions.map((code) => ({ code })),
    versioning: 'versioned-update',
    readHistory: true,
    updateCreate: false,
    conditionalCreate: true,
    conditionalUpdate: true,
    conditionalDelete: 'single',
    referencePolicy: ['literal', 'logical'],
    searchParam: offered
      .filter((name) => parameters[name] && (type === 'Provenance' || !ofProvenance.includes(name)))
      .map((name) => ({ name, definition: parameters[name].url, type: parameters[name].type })),
    operation: [{ name: 'validate', definition: 'http://hl7.org/fhir/OperationDefinition/Resource-validate' }],
  };
}
