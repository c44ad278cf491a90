import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { createAuthorizationServer } from './authorization.mjs';
import { createResource } from './resource.mjs';

const options = readOptions();
const server = createServer((request, response) => handle(request, response));
let handle = (_, response) => response.writeHead(503).end();

server.on('error', (error) => fail(1, `cannot listen: ${error.message}`));
server.listen(options.port, '127.0.0.1', async () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const authorization = await createAuthorizationServer(issuer, options.jwks, options.scopes);
  const resource = createResource(issuer, authorization.publicKey);
  handle = (request, response) =>
    request.url.startsWith('/fhir') ? resource(request, response) : authorization.callback(request, response);
  console.log(`listening ${issuer}/fhir`);
});

// A test that dies must not leave a server behind: its end closes our standard input, and the clock has the last word.
process.stdin.resume().on('end', stop).on('close', stop).on('error', stop);
process.on('SIGTERM', stop).on('SIGINT', stop);
setTimeout(stop, options.maxSeconds * 1000).unref();

function stop() {
  server.close(() => process.exit(0));
  server.closeAllConnections();
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '0' },
        jwks: { type: 'string' },
        scopes: { type: 'string' },
        'max-seconds': { type: 'string', default: '600' },
      },
    });
    if (!values.jwks || !values.scopes) throw new Error('--jwks FILE and --scopes "SCOPE ..." are needed');
    return {
      port: Number(values.port),
      maxSeconds: Number(values['max-seconds']),
      jwks: JSON.parse(readFileSync(values.jwks, 'utf8')),
      scopes: values.scopes,
    };
  } catch (error) {
    return fail(2, error.message);
  }
}

function fail(code, message) {
  console.error(`authorization-server: ${message}`);
  process.exit(code);
}
