import { parseArgs } from 'node:util';
import { indexR4, loadProfiles } from './definitions.mjs';
import { FhirService } from './fhir-service.mjs';
import { createHttpServer } from './http-server.mjs';

const options = readOptions();
indexR4();
const server = createHttpServer(new FhirService(readProfiles()));

server.listen(options.port, '127.0.0.1', () => {
  console.log(`listening http://127.0.0.1:${server.address().port}/fhir/R4`);
});
server.on('error', (error) => fail(1, `cannot listen on port ${options.port}: ${error.message}`));

// A test that dies must not leave a server behind: its end closes our standard input, and the clock has the last word.
process.stdin.resume().on('end', stop).on('close', stop).on('error', stop);
process.on('SIGTERM', stop).on('SIGINT', stop);
setTimeout(stop, options.maxSeconds * 1000).unref();

function stop() {
  server.close(() => process.exit(0));
  server.closeAllConnections();
}

function readProfiles() {
  try {
    return loadProfiles(options.profiles);
  } catch (error) {
    return fail(2, error.message);
  }
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string' }, profiles: { type: 'string' }, 'max-seconds': { type: 'string' } },
    });
    return {
      port: whole('--port', values.port ?? '0', 0, 65_535),
      maxSeconds: whole('--max-seconds', values['max-seconds'] ?? '1800', 1, 86_400),
      profiles: values.profiles,
    };
  } catch (error) {
    return fail(2, error.message);
  }
}

function whole(name, text, least, most) {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`${name} must be a whole number from ${least} to ${most}, not "${text}"`);
}

function fail(code, message) {
  console.error(`independent-server: ${message}`);
  process.exit(code);
}
