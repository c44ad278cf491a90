import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { RunningServer } from './running-server.mjs';
import { byIdentifier, conditionalUpdate, create, observation, patient } from './some.mjs';

const server = await RunningServer.start();
after(() => server.stop());
beforeEach(() => server.reset());

const urn = 'urn:uuid:0a1b2c3d-0000-4000-8000-000000000001';
const store = async (resource) => (await server.send('POST', resource.resourceType, resource)).body;
const statuses = (answer) => answer.body.entry.map((each) => each.response.status);
const subjects = (answer) => answer.body.entry.map((each) => each.resource.subject?.reference).filter(Boolean);
const many = (count, entry) => Array.from({ length: count }, (_, index) => entry(`m${index}`));
const text = (answer) => [answer.status, answer.body.issue[0].code, answer.body.issue[0].details.text];

test('A urn:uuid of a conditional create is replaced in the entries that refer to it, created or found', async () => {
  const entries = () => [
    create(observation('o', urn), { ifNoneExist: byIdentifier('o') }),
    create(patient('a'), { ifNoneExist: byIdentifier('a'), fullUrl: urn }),
  ];
  const first = await server.bundle('transaction', entries());
  assert.equal(first.status, 200);
  assert.deepEqual(statuses(first), ['201', '201']);
  assert.deepEqual(subjects(first), [`Patient/${first.body.entry[1].resource.id}`]);
  const second = await server.bundle('transaction', [
    create(observation('p', urn), { ifNoneExist: byIdentifier('p') }),
    entries()[1],
  ]);
  assert.deepEqual(statuses(second), ['201', '200']);
  assert.deepEqual(subjects(second), subjects(first));
});

test('A urn:uuid of a conditional update is replaced in the entries that refer to it, created or found', async () => {
  const entries = [conditionalUpdate(observation('o', urn)), conditionalUpdate(patient('a'), { fullUrl: urn })];
  const first = await server.bundle('transaction', entries);
  const second = await server.bundle('transaction', entries);
  assert.deepEqual([statuses(first), statuses(second)], [['201', '201'], ['200', '200']]);
  assert.deepEqual(subjects(first), [`Patient/${first.body.entry[1].resource.id}`]);
  assert.deepEqual(subjects(second), subjects(first));
});

test('A urn:uuid is replaced in a batch, too', async () => {
  const answer = await server.bundle('batch', [create(patient('a'), { fullUrl: urn }), create(observation('o', urn))]);
  assert.deepEqual(subjects(answer), [`Patient/${answer.body.entry[0].resource.id}`]);
});

test('A urn:uuid in capitals, or that no entry bears, is stored as it stands', async () => {
  const capitals = urn.replace(/[0-9a-f-]{36}/, (uuid) => uuid.toUpperCase());
  const entries = [create(patient('a'), { fullUrl: capitals }), create(observation('o', capitals)), create(observation('p', urn))];
  assert.deepEqual(subjects(await server.bundle('transaction', entries)), [capitals, urn]);
});

test('The same ifNoneExist twice in one transaction creates once, and the urn:uuid of the second points to nothing', async () => {
  const answer = await server.bundle('transaction', [
    create(patient('a'), { ifNoneExist: byIdentifier('a') }),
    create(patient('a'), { ifNoneExist: byIdentifier('a'), fullUrl: urn }),
    create(observation('o', urn)),
  ]);
  assert.deepEqual(statuses(answer), ['201', '200', '201']);
  assert.equal((await server.send('GET', subjects(answer)[0])).status, 404);
});

test('A conditional reference in an update finds what a later entry creates, for creates go first', async () => {
  const refer = conditionalUpdate(observation('o', `Patient?${byIdentifier('new')}`));
  const answer = await server.bundle('transaction', [refer, create(patient('new'))]);
  assert.deepEqual(subjects(answer), [`Patient/${answer.body.entry[1].resource.id}`]);
});

test('An entry of the answer has a relative, unversioned location, the resource, and neither etag nor lastModified', async () => {
  const { body } = await server.bundle('transaction', [create(patient('a'))]);
  const [{ response, resource }] = body.entry;
  assert.equal(body.type, 'transaction-response');
  assert.equal(response.location, `Patient/${resource.id}`);
  assert.deepEqual(Object.keys(response).sort(), ['location', 'outcome', 'status']);
  assert.ok(resource.meta.versionId);
});

test('A conditional reference in a transaction becomes the literal reference to its only match', async () => {
  const { id } = await store(patient('a'));
  const answer = await server.bundle('transaction', [create(observation('o', `Patient?${byIdentifier('a')}`))]);
  assert.deepEqual(subjects(answer), [`Patient/${id}`]);
});

test('A conditional reference without match refuses the transaction with 400, one with several with 412', async () => {
  await store(patient('twice'));
  await store(patient('twice'));
  const refer = (value) => server.bundle('transaction', [create(observation('o', `Patient?${byIdentifier(value)}`))]);
  assert.equal((await refer('none')).status, 400);
  assert.equal((await refer('twice')).status, 412);
  assert.equal((await server.stats()).resources.Observation, undefined);
});

test('A transaction with a bad entry is refused whole, and leaves no change of any kind', async () => {
  const kept = await store(patient('kept'));
  const deleted = await store(patient('deleted'));
  const answer = await server.bundle('transaction', [
    create(patient('new')),
    conditionalUpdate(patient('kept', { gender: 'other' })),
    { request: { method: 'DELETE', url: `Patient/${deleted.id}` } },
    conditionalUpdate(patient('bad', { gender: 1 })),
  ]);
  assert.deepEqual([answer.status, answer.body.resourceType], [400, 'OperationOutcome']);
  assert.deepEqual(answer.body.issue[0].expression, ['Patient.gender']);
  assert.deepEqual((await server.stats()).resources, { Patient: 2 });
  for (const before of [kept, deleted]) {
    assert.deepEqual((await server.send('GET', `Patient/${before.id}`)).body, before);
    assert.equal((await server.send('GET', `Patient/${before.id}/_history`)).body.total, 1);
    assert.equal((await server.send('GET', `Patient?${byIdentifier(before.identifier[0].value)}`)).body.total, 1);
  }
  assert.equal((await server.send('GET', `Patient?${byIdentifier('new')}`)).body.total, 0);
});

test('A wrong ifMatch in a transaction refuses it whole with 412', async () => {
  const { id } = await store(patient('a'));
  const put = { resource: patient('a', { id }), request: { method: 'PUT', url: `Patient/${id}`, ifMatch: 'W/"other"' } };
  const answer = await server.bundle('transaction', [create(patient('b')), put]);
  assert.equal(answer.status, 412);
  assert.deepEqual((await server.stats()).resources, { Patient: 1 });
});

test('A batch answers 200 with a status for each entry, in their order, and keeps the good ones', async () => {
  const { id } = await store(patient('a'));
  const answer = await server.bundle('batch', [
    create(patient('bad', { gender: 1 })),
    create(patient('good')),
    { request: { method: 'GET', url: 'Patient/never' } },
    { resource: patient('a', { id }), request: { method: 'PUT', url: `Patient/${id}`, ifMatch: 'W/"other"' } },
    conditionalUpdate(patient('a', { gender: 'other' })),
    { resource: patient('no request') },
  ]);
  assert.deepEqual([answer.status, answer.body.type], [200, 'batch-response']);
  assert.deepEqual(statuses(answer), ['400', '201', '404', '412', '200', '400']);
  const [bad] = answer.body.entry;
  assert.deepEqual(Object.keys(bad), ['response']);
  assert.equal(bad.response.outcome.issue[0].code, 'structure');
  assert.deepEqual((await server.stats()).resources, { Patient: 2 });
});

test('A transaction of more than 8 entries is refused when one is conditional; 8 go through', async () => {
  const refusal = [400, 'invalid', 'Transaction requires strict isolation but has too many entries'];
  const one = (value) => (value === 'm0' ? conditionalUpdate(patient(value)) : create(patient(value)));
  const ifNoneExist = (value) => create(patient(value), { ifNoneExist: byIdentifier(value) });
  for (const entry of [one, ifNoneExist]) assert.deepEqual(text(await server.bundle('transaction', many(9, entry))), refusal);
  assert.deepEqual((await server.stats()).resources, {});
  assert.equal((await server.bundle('transaction', many(8, (value) => conditionalUpdate(patient(value))))).status, 200);
});

test('A transaction of more than 50 updates is refused; 50 go through, and so do 200 plain creates', async () => {
  const created = await server.bundle('transaction', many(200, (value) => create(patient(value))));
  assert.equal(created.status, 200);
  const updates = created.body.entry.map(({ resource }) => ({
    resource,
    request: { method: 'PUT', url: `Patient/${resource.id}` },
  }));
  const refusal = [400, 'invalid', 'Transaction contains more update operations than allowed'];
  assert.deepEqual(text(await server.bundle('transaction', updates.slice(0, 51))), refusal);
  assert.equal((await server.bundle('transaction', updates.slice(0, 50))).status, 200);
});

test('A batch has no limit on its entries', async () => {
  const answer = await server.bundle('batch', many(200, (value) => conditionalUpdate(patient(value))));
  assert.deepEqual(new Set(statuses(answer)), new Set(['201']));
});

test('The same conditional update twice in one transaction is refused with 400, new or known', async () => {
  const twice = [conditionalUpdate(patient('a')), conditionalUpdate(patient('a'))];
  assert.equal((await server.bundle('transaction', twice)).status, 400);
  await store(patient('a'));
  assert.equal((await server.bundle('transaction', twice)).status, 400);
});

test('A conditional update in a bundle that matches several resources is 400, not the 412 it is alone', async () => {
  await store(patient('a'));
  await store(patient('a'));
  assert.equal((await server.bundle('transaction', [conditionalUpdate(patient('a'))])).status, 400);
  assert.deepEqual(statuses(await server.bundle('batch', [conditionalUpdate(patient('a'))])), ['400']);
});

test('A bundle without entries or of another type is refused with 400', async () => {
  assert.equal((await server.bundle('transaction', [])).status, 400);
  assert.equal((await server.bundle('collection', [create(patient('a'))])).status, 400);
});
