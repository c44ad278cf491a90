import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { RunningServer } from './running-server.mjs';
import { byIdentifier, observation, patient, system } from './some.mjs';

const server = await RunningServer.start();
after(() => server.stop());
beforeEach(() => server.reset());

const create = async (resource) => (await server.send('POST', resource.resourceType, resource)).body;

test('A create answers 201 with ETag, Last-Modified and an absolute, versioned Location', async () => {
  const { status, headers, body } = await server.send('POST', 'Patient', patient('a'));
  assert.equal(status, 201);
  assert.equal(headers.get('etag'), `W/"${body.meta.versionId}"`);
  assert.equal(headers.get('location'), `${server.base}/Patient/${body.id}/_history/${body.meta.versionId}`);
  assert.ok(Math.abs(new Date(headers.get('last-modified')) - new Date(body.meta.lastUpdated)) < 1000);
  assert.deepEqual((await server.send('GET', `Patient/${body.id}`)).body, body);
});

test('A created resource never keeps the id that the client gave it', async () => {
  assert.notEqual((await create(patient('a', { id: 'mine' }))).id, 'mine');
});

test('The same conditional create twice answers 201, then 200 with the same resource', async () => {
  const ifNoneExist = { 'If-None-Exist': byIdentifier('a') };
  const first = await server.send('POST', 'Patient', patient('a'), ifNoneExist);
  const second = await server.send('POST', 'Patient', patient('a'), ifNoneExist);
  assert.deepEqual([first.status, second.status], [201, 200]);
  assert.equal(second.body.id, first.body.id);
  assert.equal(second.headers.get('location'), null);
});

test('Twenty equal conditional creates and updates at once store one resource', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      index % 2
        ? server.send('POST', 'Patient', patient('a'), { 'If-None-Exist': byIdentifier('a') })
        : server.send('PUT', `Patient?${byIdentifier('a')}`, patient('a'))
    )
  );
  assert.equal(new Set(answers.map((each) => each.body.id)).size, 1);
  assert.equal((await server.stats()).resources.Patient, 1);
});

test('A conditional create that matches several resources is refused with 412', async () => {
  await create(patient('a'));
  await create(patient('a'));
  const { status, body } = await server.send('POST', 'Patient', patient('a'), { 'If-None-Exist': byIdentifier('a') });
  assert.equal(status, 412);
  assert.equal(body.issue[0].code, 'multiple-matches');
});

test('A conditional update creates, then updates', async () => {
  const url = `Patient?${byIdentifier('a')}`;
  const first = await server.send('PUT', url, patient('a'));
  const second = await server.send('PUT', url, patient('a', { gender: 'other' }));
  assert.deepEqual([first.status, second.status], [201, 200]);
  assert.equal(second.body.id, first.body.id);
  assert.notEqual(second.body.meta.versionId, first.body.meta.versionId);
});

test('A conditional update that matches several resources is refused with 412', async () => {
  await create(patient('a'));
  await create(patient('a'));
  assert.equal((await server.send('PUT', `Patient?${byIdentifier('a')}`, patient('a'))).status, 412);
});

test('An update goes through with the current version in If-Match and is refused with 412 for any other', async () => {
  const { id, meta } = await create(patient('a'));
  const put = (version) => server.send('PUT', `Patient/${id}`, patient('a', { id }), { 'If-Match': `W/"${version}"` });
  assert.equal((await put(meta.versionId)).status, 200);
  assert.equal((await put(meta.versionId)).status, 412);
});

test('An update of an id that was never created is 404: no update creates', async () => {
  assert.equal((await server.send('PUT', 'Patient/never', patient('a', { id: 'never' }))).status, 404);
});

test('A deleted resource is 410 to read and to update, gone from searches, and deleting it again is 200', async () => {
  const { id } = await create(patient('a'));
  assert.equal((await server.send('DELETE', `Patient/${id}`)).status, 200);
  assert.equal((await server.send('DELETE', `Patient/${id}`)).status, 200);
  const read = await server.send('GET', `Patient/${id}`);
  assert.equal(read.status, 410);
  assert.equal(read.body.issue[0].code, 'deleted');
  assert.equal((await server.send('PUT', `Patient/${id}`, patient('a', { id }))).status, 410);
  assert.equal((await server.send('GET', `Patient?${byIdentifier('a')}`)).body.total, 0);
});

test('A conditional delete removes its only match and refuses several with 412', async () => {
  await create(patient('a'));
  assert.equal((await server.send('DELETE', `Patient?${byIdentifier('a')}`)).status, 200);
  assert.equal((await server.stats()).resources.Patient, undefined);
  await create(patient('b'));
  await create(patient('b'));
  assert.equal((await server.send('DELETE', `Patient?${byIdentifier('b')}`)).status, 412);
});

test('The history is newest first, each time it is read, and ends in the deletion', async () => {
  const first = await create(patient('a'));
  const second = await server.send('PUT', `Patient/${first.id}`, patient('a', { id: first.id }));
  await server.send('DELETE', `Patient/${first.id}`);
  for (let time = 0; time < 2; time++) {
    const { entry } = (await server.send('GET', `Patient/${first.id}/_history`)).body;
    assert.deepEqual(entry.map((each) => each.request.method), ['DELETE', 'PUT', 'POST']);
    assert.deepEqual(
      entry.map((each) => each.resource?.meta.versionId),
      [undefined, second.body.meta.versionId, first.meta.versionId]
    );
  }
});

test('An old version stays readable', async () => {
  const first = await create(patient('a'));
  await server.send('PUT', `Patient/${first.id}`, patient('a', { id: first.id }));
  assert.deepEqual((await server.send('GET', `Patient/${first.id}/_history/${first.meta.versionId}`)).body, first);
  assert.equal((await server.send('GET', `Patient/${first.id}/_history/none`)).status, 404);
});

test('What does not exist is 404: an id, a resource type, a path outside the base', async () => {
  for (const path of ['Patient/never', 'Foo', 'Foo/1', 'Patient/never/_history']) {
    const { status, body } = await server.send('GET', path);
    assert.equal(status, 404, path);
    assert.equal(body.issue[0].code, 'not-found', path);
  }
  assert.equal((await fetch(`${server.root}/elsewhere`)).status, 404);
});

test('An invalid resource is refused with 400, naming each place, and nothing is stored', async () => {
  const bad = patient('a', { gender: 1, nickname: 'x' });
  const attempts = [
    ['POST', 'Patient', {}],
    ['POST', 'Patient', { 'If-None-Exist': byIdentifier('a') }],
    ['PUT', `Patient?${byIdentifier('a')}`, {}],
  ];
  for (const [method, path, headers] of attempts) {
    const { status, body } = await server.send(method, path, bad, headers);
    assert.equal(status, 400);
    assert.deepEqual(body.issue.map((each) => [each.code, ...each.expression]), [
      ['structure', 'Patient.gender'],
      ['structure', 'Patient.nickname'],
    ]);
  }
  assert.deepEqual((await server.stats()).resources, {});
});

test('An update to something invalid is refused with 400 and leaves the old version', async () => {
  const before = await create(patient('a'));
  assert.equal((await server.send('PUT', `Patient/${before.id}`, { ...before, gender: 1 })).status, 400);
  assert.deepEqual((await server.send('GET', `Patient/${before.id}`)).body, before);
});

test('A body that is not JSON is 400, one of another type 415, and none at all 400', async () => {
  assert.equal((await server.send('POST', 'Patient', '{"resourceType":')).status, 400);
  assert.equal((await server.send('POST', 'Patient', '<Patient/>', { 'Content-Type': 'application/fhir+xml' })).status, 415);
  assert.equal((await server.send('POST', 'Patient')).status, 400);
});

test('If-Match on a conditional update that matches nothing is ignored', async () => {
  const { status } = await server.send('PUT', `Patient?${byIdentifier('a')}`, patient('a'), { 'If-Match': 'W/"any"' });
  assert.equal(status, 201);
});

test('An update without change makes a new version', async () => {
  const before = await create(patient('a'));
  const { body } = await server.send('PUT', `Patient/${before.id}`, before);
  assert.notEqual(body.meta.versionId, before.meta.versionId);
});

test('A code outside its required value set and a reference to nothing are taken; a decimal loses its trailing zeros', async () => {
  assert.equal((await server.send('POST', 'Patient', patient('a', { gender: 'nonsense' }))).status, 201);
  const text = JSON.stringify(observation('o', 'Patient/none', { valueInteger: undefined, valueQuantity: { value: 0 } }));
  const { status, body } = await server.send('POST', 'Observation', text.replace('"value":0', '"value":61.50'));
  assert.deepEqual([status, JSON.stringify(body.valueQuantity)], [201, '{"value":61.5}']);
});

test('A body of more than 32 MiB is 413', async () => {
  const { status, body } = await server.send('POST', 'Patient', patient('x'.repeat(33 * 1024 * 1024)));
  assert.deepEqual([status, body.issue[0].code], [413, 'too-long']);
});

test('A conditional reference outside a transaction is refused with 400', async () => {
  await create(patient('a'));
  assert.equal((await server.send('POST', 'Observation', observation('o', `Patient?${byIdentifier('a')}`))).status, 400);
});

test('Prefer: return=minimal is not honoured: the resource comes back', async () => {
  const { status, body } = await server.send('POST', 'Patient', patient('a'), { Prefer: 'return=minimal' });
  assert.equal(status, 201);
  assert.equal(body.resourceType, 'Patient');
});

test('$validate answers 200 with an outcome and stores nothing', async () => {
  const issue = async (resource) => (await server.send('POST', 'Patient/$validate', resource)).body.issue[0];
  assert.equal((await issue(patient('a'))).severity, 'information');
  assert.equal((await issue(patient('a', { gender: 1 }))).severity, 'error');
  const wrapped = { resourceType: 'Parameters', parameter: [{ name: 'resource', resource: patient('a', { gender: 1 }) }] };
  assert.equal((await issue(wrapped)).severity, 'error');
  assert.deepEqual((await server.stats()).resources, {});
});

test('The CapabilityStatement says what the server does', async () => {
  const { status, body } = await server.send('GET', 'metadata');
  assert.equal(status, 200);
  assert.equal(body.fhirVersion, '4.0.1');
  const [rest] = body.rest;
  assert.deepEqual(rest.interaction.map((each) => each.code), ['transaction', 'batch']);
  const procedure = rest.resource.find((each) => each.type === 'Procedure');
  assert.equal(procedure.updateCreate, false);
  assert.ok(procedure.conditionalCreate && procedure.conditionalUpdate);
  assert.ok(procedure.searchParam.some((each) => each.name === 'identifier'));
  assert.equal((await server.send('POST', 'Patient/$validate', body)).body.issue[0].severity, 'information');
});

test('The counts tell requests by method and resources by type, and a reset forgets both', async () => {
  await create(patient('a'));
  await server.send('GET', `Patient?${byIdentifier('a')}`);
  assert.deepEqual(await server.stats(), { requests: { POST: 1, GET: 1 }, resources: { Patient: 1 } });
  await server.reset();
  assert.deepEqual(await server.stats(), { requests: {}, resources: {} });
  assert.equal((await server.send('GET', `Patient?identifier=${system}|a`)).body.total, 0);
});
