import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { jsonFiles, layOutPackages, readJson } from './fhir-packages.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const compiled = join(here, 'compiled');
const obj = join(here, 'obj');
const check = process.argv.includes('--check');

mkdirSync(obj, { recursive: true });
const home = join(obj, 'home');
layOutPackages(join(here, 'node_modules'), home);
const project = mkdtempSync(join(obj, 'sushi-'));
try {
  stage();
  runSushi();
  const written = new Map(jsonFiles(generated()).map((name) => [name, format(readJson(join(generated(), name)))]));
  if (check) compare(written);
  else replace(written);
} finally {
  rmSync(project, { recursive: true, force: true });
}

function generated() {
  return join(project, 'fsh-generated', 'resources');
}

// SUSHI wants its own folder names, and an id on what is defined elsewhere; the code systems have none, as the adapter needs none.
function stage() {
  cpSync(join(here, 'sushi-config.yaml'), join(project, 'sushi-config.yaml'));
  cpSync(join(here, 'fsh'), join(project, 'input', 'fsh'), { recursive: true });
  const resources = join(project, 'input', 'resources');
  mkdirSync(resources, { recursive: true });
  const terminology = join(here, 'terminology');
  for (const name of [...jsonFiles(terminology, 'CodeSystem-'), ...jsonFiles(terminology, 'ConceptMap-')]) {
    const resource = readJson(join(terminology, name));
    writeFileSync(join(resources, name), JSON.stringify({ ...resource, id: resource.url.split('/').at(-1) }));
  }
}

function runSushi() {
  const sushi = join(here, 'node_modules', 'fsh-sushi', 'dist', 'app.js');
  const run = spawnSync(process.execPath, [sushi, 'build', project, '--snapshot'], {
    // Offline also where SUSHI asks npm whether there is a newer SUSHI.
    env: { ...process.env, HOME: home, USERPROFILE: home, npm_config_offline: 'true' },
    encoding: 'utf8',
  });
  // Whether there is a newer SUSHI is asked of the network, which there may not be; it says nothing of the profiles.
  const faults = run.stdout
    .split('\n')
    .map((line) => line.replace(/\u001b\[[0-9;]*m/g, ''))
    .filter((line) => /^(error|warn) /.test(line) && !line.includes('Unable to determine the latest version of sushi'));
  if (run.status === 0 && faults.length === 0 && existsSync(generated())) return;
  process.stderr.write(run.stdout + run.stderr);
  fail('SUSHI found errors or warnings');
}

// One element a line: a snapshot of hundreds of elements can then be read, and compared after a change.
function format(resource) {
  const lists = ['differential', 'snapshot'].filter((name) => resource[name]);
  const open = Object.fromEntries(Object.entries(resource).map(([key, value]) => [key, lists.includes(key) ? `<${key}>` : value]));
  return lists.reduce((text, name) => {
    const elements = resource[name].element.map((element) => `      ${JSON.stringify(element)}`).join(',\n');
    return text.replace(`"<${name}>"`, () => `{\n    "element": [\n${elements}\n    ]\n  }`);
  }, JSON.stringify(open, null, 2)) + '\n';
}

function replace(written) {
  rmSync(compiled, { recursive: true, force: true });
  mkdirSync(compiled);
  for (const [name, text] of written) writeFileSync(join(compiled, name), text);
  console.log(`${written.size} files written to compiled/`);
}

function compare(written) {
  const committed = existsSync(compiled) ? jsonFiles(compiled) : [];
  const stale = [
    ...committed.filter((name) => !written.has(name)).map((name) => `${name}: nothing in fsh/ gives it`),
    ...[...written].filter(([name]) => !committed.includes(name)).map(([name]) => `${name}: is missing`),
    ...[...written]
      .filter(([name, text]) => committed.includes(name) && readFileSync(join(compiled, name), 'utf8').replaceAll('\r\n', '\n') !== text)
      .map(([name]) => `${name}: differs from what fsh/ gives`),
  ];
  if (stale.length) fail(`compiled/ is stale; run "npm run build"\n${stale.join('\n')}`);
  console.log(`${written.size} files in compiled/ are what fsh/ gives`);
}

function fail(text) {
  rmSync(project, { recursive: true, force: true });
  console.error(`profiles: ${text}`);
  process.exit(1);
}
