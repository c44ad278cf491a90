import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Everything of R4 that a profile can build on, as Medplum publishes it: bundles of definitions.
const coreBundles = ['profiles-types', 'profiles-resources', 'profiles-others', 'extension-definitions', 'valuesets', 'v2-tables', 'v3-codesystems', 'search-parameters'];

// SUSHI insists on this one, which npm has not; nothing of it is used.
const empty = 'hl7.fhir.uv.tools.r4';

// npm packages that hold a FHIR package as it is published.
const published = ['hl7.terminology.r4', 'hl7.fhir.uv.extensions.r4'];

/**
 * Lays out the FHIR packages of node_modules as SUSHI looks for them below its home, so that it asks no server for any.
 * @param modules The folder node_modules.
 * @param home The home that SUSHI gets; what is there already is kept.
 */
export function layOutPackages(modules, home) {
  const cache = join(home, '.fhir', 'packages');
  mkdirSync(cache, { recursive: true });
  place(cache, 'hl7.fhir.r4.core#4.0.1', (folder) => splitCore(join(modules, 'hl7.fhir.r4.core', 'dist', 'fhir', 'r4'), folder));
  place(cache, `${empty}#0.0.0`, (folder) => writePackage(folder, { name: empty, version: '0.0.0', fhirVersions: ['4.0.1'] }, []));
  for (const name of published) {
    const source = join(modules, name);
    place(cache, `${name}#${readJson(join(source, 'package.json')).version}`, (folder) => symlinkSync(source, join(folder, 'package'), 'junction'));
  }
}

// A package is there whole or not at all, also where two builds run at a time.
function place(cache, name, fill) {
  const target = join(cache, name);
  if (existsSync(target)) return;
  const folder = mkdtempSync(join(cache, '.new-'));
  try {
    fill(folder);
    renameSync(folder, target);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}

function splitCore(source, folder) {
  const resources = coreBundles.flatMap((bundle) => readJson(join(source, `${bundle}.json`)).entry.map((entry) => entry.resource));
  writePackage(folder, { name: 'hl7.fhir.r4.core', version: '4.0.1', fhirVersions: ['4.0.1'], type: 'fhir.core' }, resources);
}

function writePackage(folder, description, resources) {
  const target = join(folder, 'package');
  mkdirSync(target);
  const files = [];
  for (const resource of resources) {
    const { resourceType, id, url, version, kind, type } = resource;
    const filename = `${resourceType}-${id}.json`;
    writeFileSync(join(target, filename), JSON.stringify(resource));
    files.push({ filename, resourceType, id, url, version, kind, type });
  }
  writeFileSync(join(target, '.index.json'), JSON.stringify({ 'index-version': 1, files }));
  writeFileSync(join(target, 'package.json'), JSON.stringify(description));
}

export function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** The names of the JSON files in a folder that begin so, in order. */
export function jsonFiles(folder, prefix = '') {
  return readdirSync(folder).filter((name) => name.startsWith(prefix) && name.endsWith('.json')).sort();
}
