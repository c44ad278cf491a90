import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';

/** oidc-provider set up for SMART Backend Services: one client for each algorithm, and one with a secret. */
export async function createAuthorizationServer(issuer, jwks, scopes) {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const backend = (alg) => ({
    client_id: `clinic-${alg.toLowerCase()}`,
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: alg,
    ...grant,
    jwks,
  });
  const provider = new Provider(issuer, {
    clients: [
      backend('RS384'),
      backend('ES384'),
      { client_id: 'clinic secret', client_secret: 'a secret: of/the+clinic', token_endpoint_auth_method: 'client_secret_basic', ...grant },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: 'server' }] },
    enabledJWA: { clientAuthSigningAlgValues: ['RS384', 'ES384'] },
    scopes: scopes.split(' '),
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => `${issuer}/fhir`,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: scopes,
          audience: `${issuer}/fhir`,
          accessTokenTTL: 300,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  });
  provider.on('server_error', (_, error) => console.error(error));
  return { callback: provider.callback(), publicKey };
}

const grant = {
  grant_types: ['client_credentials'],
  response_types: [],
  redirect_uris: [],
  id_token_signed_response_alg: 'ES256',
};
