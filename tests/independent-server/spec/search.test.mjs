import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { RunningServer } from './running-server.mjs';
import { byIdentifier, create, observation, patient, system } from './some.mjs';

const server = await RunningServer.start();
after(() => server.stop());
beforeEach(() => server.reset());

const store = async (resource) => (await server.send('POST', resource.resourceType, resource)).body;
const total = async (path) => (await server.send('GET', path)).body.total;

test('An identifier is found with its bar encoded or not, and not under another system', async () => {
  const { id } = await store(patient('a'));
  const { body } = await server.send('GET', `Patient?${byIdentifier('a')}`);
  assert.deepEqual([body.total, body.entry[0].resource.id, body.entry[0].search.mode], [1, id, 'match']);
  assert.equal(await total(`Patient?identifier=${system}|a`), 1);
  assert.equal(await total('Patient?identifier=a'), 1);
  assert.equal(await total('Patient?identifier=urn:other|a'), 0);
  assert.equal(await total(`Observation?${byIdentifier('a')}`), 0);
});

test('Several identifiers in one search, with commas, find each of their resources', async () => {
  await Promise.all(['a', 'b', 'c'].map((value) => store(patient(value))));
  const tokens = ['a', 'c', 'none'].map((value) => `${system}|${value}`).join(',');
  const { body } = await server.send('GET', `Patient?identifier=${encodeURIComponent(tokens)}`);
  assert.deepEqual(body.entry.map((each) => each.resource.identifier[0].value).sort(), ['a', 'c']);
});

test('An identifier that was changed is found by its new value only', async () => {
  const { id } = await store(patient('old'));
  await server.send('PUT', `Patient/${id}`, patient('new', { id }));
  assert.deepEqual([await total(`Patient?${byIdentifier('old')}`), await total(`Patient?${byIdentifier('new')}`)], [0, 1]);
});

test('Identifiers are compared without regard to case, and only up to a bar in the value', async () => {
  await store(patient('abc'));
  assert.equal(await total(`Patient?${byIdentifier('ABC')}`), 1);
  assert.equal(await total(`Patient?${byIdentifier('abc|d')}`), 1);
});

test('A search by POST finds what a search by GET finds', async () => {
  await store(patient('a'));
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const { status, body } = await server.send('POST', 'Patient/_search', byIdentifier('a'), form);
  assert.deepEqual([status, body.total], [200, 1]);
});

test('_id finds one or several', async () => {
  const ids = await Promise.all(['a', 'b', 'c'].map(async (value) => (await store(patient(value))).id));
  assert.equal(await total(`Patient?_id=${ids[0]}`), 1);
  assert.equal(await total(`Patient?_id=${ids[0]},${ids[2]},none`), 2);
  assert.equal(await total(`Patient?_id=${ids[0]}&${byIdentifier('b')}`), 0);
});

test('_lastUpdated is honoured, with any time zone', async () => {
  const { meta } = await store(patient('a'));
  const at = (milliseconds) => new Date(Date.parse(meta.lastUpdated) + milliseconds);
  const elsewhere = at(-1000 + 2 * 3_600_000).toISOString().replace('Z', '+02:00');
  assert.equal(await total(`Patient?_lastUpdated=gt${at(-1000).toISOString()}`), 1);
  assert.equal(await total(`Patient?_lastUpdated=gt${encodeURIComponent(elsewhere)}`), 1);
  assert.equal(await total(`Patient?_lastUpdated=gt${at(1000).toISOString()}`), 0);
  assert.equal(await total(`Patient?_lastUpdated=lt${at(1000).toISOString()}`), 1);
});

test('subject, patient and code find an observation', async () => {
  const { id } = await store(patient('a'));
  await store(observation('o', `Patient/${id}`));
  assert.equal(await total(`Observation?subject=Patient/${id}`), 1);
  assert.equal(await total(`Observation?patient=Patient/${id}`), 1);
  assert.equal(await total(`Observation?patient=Patient/${id}&code=http://loinc.org|72514-3`), 1);
  assert.equal(await total(`Observation?patient=Patient/${id}&code=http://loinc.org|1-1`), 0);
  assert.equal(await total('Observation?subject=Patient/none'), 0);
});

test('target and recorded find a Provenance', async () => {
  const { id } = await store(patient('a'));
  const agent = [{ who: { display: 'somebody' } }];
  await store({ resourceType: 'Provenance', target: [{ reference: `Patient/${id}` }], recorded: '2026-11-20T17:40:00+01:00', agent });
  assert.equal(await total(`Provenance?target=Patient/${id}`), 1);
  assert.equal(await total(`Provenance?target=Patient/${id}&recorded=ge2026-11-19&recorded=le2026-11-21`), 1);
  assert.equal(await total(`Provenance?target=Patient/${id}&recorded=ge2026-11-21`), 0);
  assert.equal(await total('Provenance?target=Patient/none'), 0);
});

test('Pages follow one another by next links until everything was seen once', async () => {
  await Promise.all(Array.from({ length: 7 }, (_, index) => store(patient(`p${index}`))));
  const seen = [];
  let next = `${server.base}/Patient?_count=3`;
  for (let page = 0; next && page < 5; page++) {
    const bundle = await (await fetch(next)).json();
    seen.push(...bundle.entry.map((each) => each.resource.id));
    next = bundle.link.find((each) => each.relation === 'next')?.url;
  }
  assert.deepEqual([seen.length, new Set(seen).size], [7, 7]);
});

test('A search parameter that nobody knows finds nothing', async () => {
  await store(patient('a'));
  assert.equal(await total('Patient?nonsense=1'), 0);
});

test('Identifiers stay quick to find among 10,000 resources', async () => {
  for (let batch = 0; batch < 20; batch++) {
    await server.bundle('batch', Array.from({ length: 500 }, (_, index) => create(patient(`m${batch * 500 + index}`))));
  }
  assert.equal((await server.stats()).resources.Patient, 10_000);
  const averageTime = async (times, search) => {
    const started = performance.now();
    for (let index = 0; index < times; index++) await search(index);
    return (performance.now() - started) / times;
  };
  const looksAtAll = await averageTime(3, async () => assert.equal(await total('Patient?gender=other'), 0));
  const byIndex = await averageTime(30, async (index) => assert.equal(await total(`Patient?${byIdentifier(`m${index * 100}`)}`), 1));
  assert.ok(byIndex < looksAtAll / 5, `${byIndex} ms by index, ${looksAtAll} ms otherwise`);
});
