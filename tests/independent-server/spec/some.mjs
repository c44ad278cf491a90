// Invented resources for the tests.

export const system = 'urn:test:id';

export function patient(value, more = {}) {
  return { resourceType: 'Patient', identifier: [{ system, value }], ...more };
}

export function observation(value, subject, more = {}) {
  return {
    resourceType: 'Observation',
    identifier: [{ system, value }],
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '72514-3' }] },
    subject: { reference: subject },
    valueInteger: 4,
    ...more,
  };
}

/** The identifier query of a resource, encoded as a url wants it. */
export function byIdentifier(value) {
  return `identifier=${encodeURIComponent(`${system}|${value}`)}`;
}

export function create(resource, more = {}) {
  const { fullUrl, ...request } = more;
  return { fullUrl, resource, request: { method: 'POST', url: resource.resourceType, ...request } };
}

export function conditionalUpdate(resource, more = {}) {
  const { fullUrl, ...request } = more;
  const url = `${resource.resourceType}?${byIdentifier(resource.identifier[0].value)}`;
  return { fullUrl, resource, request: { method: 'PUT', url, ...request } };
}
