import { jwtVerify } from 'jose';

/** A FHIR base that shows its CapabilityStatement to the bearer of a token that the authorization server issued for it. */
export function createResource(issuer, publicKey) {
  return async (request, response) => {
    const path = new URL(request.url, issuer).pathname;
    if (path === '/fhir/.well-known/smart-configuration') return send(response, 200, smartConfiguration(issuer));
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    try {
      await jwtVerify(token ?? '', publicKey, { issuer, audience: `${issuer}/fhir`, algorithms: ['ES256'] });
    } catch {
      return send(response, 401, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'login' }] });
    }
    if (path === '/fhir/metadata') return send(response, 200, capabilities);
    return send(response, 404, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-found' }] });
  };
}

const smartConfiguration = (issuer) => ({
  issuer,
  token_endpoint: `${issuer}/token`,
  token_endpoint_auth_methods_supported: ['private_key_jwt', 'client_secret_basic'],
  token_endpoint_auth_signing_alg_values_supported: ['RS384', 'ES384'],
  grant_types_supported: ['client_credentials'],
  capabilities: ['client-confidential-asymmetric', 'permission-v2'],
});

const capabilities = {
  resourceType: 'CapabilityStatement',
  fhirVersion: '4.0.1',
  software: { name: 'Guarded' },
  rest: [{ mode: 'server', interaction: [{ code: 'transaction' }] }],
};

function send(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}
