import './websocket-shim.mjs';
import { OperationOutcomeError, normalizeOperationOutcome, validateResource } from '@medplum/core';

/** Checks a resource against R4 and against each profile that it claims and the server has. */
export class Validator {
  #profiles;

  /** @param profiles A map from canonical url to StructureDefinition with snapshot. */
  constructor(profiles) {
    this.#profiles = profiles;
  }

  /** @returns Warnings. Throws an OperationOutcomeError that the router answers with 400 when there is an error. */
  validate(resource) {
    if (resource === null || typeof resource !== 'object') throw invalid('The request has no resource');
    const warnings = [...validateResource(resource)];
    for (const url of resource.meta?.profile ?? []) {
      const profile = this.#profiles.get(url.split('|')[0]);
      if (profile) warnings.push(...validateResource(resource, { profile }));
      else warnings.push({ severity: 'warning', code: 'not-found', details: { text: `The profile ${url} is not known here` } });
    }
    return warnings;
  }

  /** `$validate`: always an OperationOutcome, never a refusal. */
  outcome(resource) {
    try {
      const warnings = this.validate(resource);
      const fine = { severity: 'information', code: 'informational', details: { text: 'Valid' } };
      return { resourceType: 'OperationOutcome', issue: warnings.length ? warnings : [fine] };
    } catch (error) {
      return normalizeOperationOutcome(error);
    }
  }
}

function invalid(text) {
  return new OperationOutcomeError({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'invalid', details: { text } }],
  });
}
