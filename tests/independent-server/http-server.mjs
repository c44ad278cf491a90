import { createServer } from 'node:http';

const basePath = '/fhir/R4';
const maxBodyBytes = 32 * 1024 * 1024;
const idleConnectionMilliseconds = 65_000;

/** Serves a FhirService over HTTP, and `GET /__stats` and `POST /__reset` for tests. The caller listens and closes. */
export function createHttpServer(service) {
  let requests = {};
  const server = createServer(async (request, response) => {
    try {
      if (request.method === 'GET' && request.url === '/__stats') return send(response, 200, { requests, resources: service.counts() });
      if (request.method === 'POST' && request.url === '/__reset') {
        requests = {};
        service.clear();
        return send(response, 200, {});
      }
      requests[request.method] = (requests[request.method] ?? 0) + 1;
      await fhir(service, request, response);
    } catch (error) {
      send(response, error.status ?? 500, outcome(error.code ?? 'exception', error.message));
    }
  });
  server.keepAliveTimeout = idleConnectionMilliseconds;
  return server;
}

async function fhir(service, request, response) {
  const isBase = request.url === basePath || request.url.startsWith(`${basePath}/`) || request.url.startsWith(`${basePath}?`);
  if (!isBase) return send(response, 404, outcome('not-found', `The FHIR base is ${basePath}`));
  const baseUrl = `http://${request.headers.host}${basePath}`;
  const url = request.url.slice(basePath.length).replace(/^\//, '');
  const body = parse(await read(request), request.headers['content-type'] ?? '');
  const { status, resource } = await service.handle({ method: request.method, url, baseUrl, body, headers: request.headers });

  const headers = {};
  const { versionId, lastUpdated } = resource.meta ?? {};
  if (versionId) headers.ETag = `W/"${versionId}"`;
  if (lastUpdated) headers['Last-Modified'] = new Date(lastUpdated).toUTCString();
  if (status === 201) headers.Location = `${baseUrl}/${resource.resourceType}/${resource.id}/_history/${versionId}`;
  if (request.method === 'GET' && resource.type === 'searchset') addLinks(resource, `${baseUrl}/${url}`);
  send(response, status, resource, headers);
}

/** The router pages by `_count` and `_offset` but names no next page. */
function addLinks(bundle, self) {
  bundle.link = [{ relation: 'self', url: self }];
  const next = new URL(self);
  const count = Number(next.searchParams.get('_count') ?? 0);
  const offset = Number(next.searchParams.get('_offset') ?? 0) + count;
  if (count > 0 && offset < bundle.total) {
    next.searchParams.set('_offset', offset);
    bundle.link.push({ relation: 'next', url: next.href });
  }
}

async function read(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= maxBodyBytes) chunks.push(chunk);
  }
  // Read to its end all the same, or the client would see a broken connection instead of the answer.
  if (size > maxBodyBytes) throw failure(413, 'too-long', `A body may have at most ${maxBodyBytes} bytes`);
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text, contentType) {
  if (!text) return undefined;
  const type = contentType.split(';')[0].trim();
  if (type === 'application/x-www-form-urlencoded') return form(text);
  if (!type.endsWith('json')) throw failure(415, 'not-supported', 'Send application/fhir+json');
  try {
    return JSON.parse(text);
  } catch {
    throw failure(400, 'structure', 'The body is not JSON');
  }
}

function form(text) {
  const query = {};
  for (const [name, value] of new URLSearchParams(text)) query[name] = [...(query[name] ?? []), value];
  return query;
}

function failure(status, code, message) {
  return Object.assign(new Error(message), { status, code });
}

function outcome(code, text) {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, details: { text } }] };
}

function send(response, status, resource, headers = {}) {
  response.writeHead(status, { 'Content-Type': 'application/fhir+json; charset=utf-8', ...headers });
  response.end(JSON.stringify(resource));
}
