import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const root = fileURLToPath(new URL('..', import.meta.url));
const profiles = fileURLToPath(new URL('../../../profiles/compiled', import.meta.url));
const canonical = 'https://fhir-adapter.example/StructureDefinition';
const identifier = [{ system: 'urn:test:id', value: 'a' }];

async function validate(...resources) {
  const child = spawn(process.execPath, ['validate.mjs', '--profiles', profiles], { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(resources.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join('\n'));
  const [output, summary] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  const faults = output.trim().split('\n').filter(Boolean).map((line) => line.split('\t'));
  return { code: child.exitCode, faults, summary: summary.trim() };
}

test('A resource that keeps the profile it claims, or that of its kind, has no fault', async () => {
  const claims = { resourceType: 'Patient', meta: { profile: [`${canonical}/patient`] }, identifier };
  const { code, faults, summary } = await validate(claims, { resourceType: 'Patient', identifier });
  assert.deepEqual([code, faults, summary], [0, [], '2 resources, 0 faults']);
});

test('Each fault is one line: the number of the resource, the profile, where and what', async () => {
  const { code, faults } = await validate({ resourceType: 'Patient', identifier }, { resourceType: 'Patient', identifier, birthDate: '1970-01-01' });
  assert.equal(code, 1);
  assert.deepEqual(faults.map((fault) => fault.slice(0, 3)), [['2', 'patient', 'Patient.birthDate']]);
});

test('A profile is found by the last part of the identifier system', async () => {
  const device = { resourceType: 'Device', identifier: [{ system: 'https://clinic.example/fhir/id/needle', value: 'a' }] };
  const { faults } = await validate(device);
  assert.deepEqual([...new Set(faults.map((fault) => fault[1]))], ['needle']);
});

test('What has no profile is held to R4 and counted, and a profile that is not known is a fault', async () => {
  const { faults, summary } = await validate({ resourceType: 'Basic' }, { resourceType: 'Patient', meta: { profile: ['urn:none'] } }, 'no JSON');
  assert.deepEqual(faults.map((fault) => fault.slice(0, 2)), [['1', 'R4'], ['2', 'urn:none'], ['3', 'JSON']]);
  assert.equal(summary, '3 resources, 1 of them without a profile, 3 faults');
});
