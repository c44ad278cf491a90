import './websocket-shim.mjs';
import { allOk, badRequest, getStatus, normalizeOperationOutcome, notFound } from '@medplum/core';
import { FhirRouter } from '@medplum/fhir-router';
import { capabilityStatement } from './capability.mjs';
import { storedTypes } from './definitions.mjs';
import { IndependentRepository } from './repository.mjs';
import { Validator } from './validator.mjs';

/** The FHIR interactions without HTTP: one request in, a status and a resource out, never two at a time. */
export class FhirService {
  #router = new FhirRouter();
  #repository;
  #profiles;
  #types = new Set(storedTypes());
  #last = Promise.resolve();

  /** @param profiles A map from canonical url to StructureDefinition with snapshot. */
  constructor(profiles) {
    const validator = new Validator(profiles);
    this.#profiles = [...profiles.values()];
    this.#repository = new IndependentRepository(validator);
    this.#router.add('POST', ':resourceType/$validate', async (request) => [allOk, validator.outcome(toValidate(request.body))]);
  }

  /** @returns `{ status, resource }`. Requests wait for those before them. */
  handle(request) {
    const answer = this.#last.then(() => this.#answer(request));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  /** Forgets every resource, version and tombstone. */
  clear() {
    this.#repository.clear();
  }

  /** @returns How many resources are stored, by type. */
  counts() {
    return Object.fromEntries([...this.#repository.resources].filter(([, all]) => all.size).map(([type, all]) => [type, all.size]));
  }

  async #answer({ method, url, baseUrl, body, headers }) {
    const [first] = url.split('?')[0].split('/').filter(Boolean);
    if (method === 'GET' && first === 'metadata') return { status: 200, resource: capabilityStatement(baseUrl, this.#profiles) };
    if (first && !first.startsWith('$') && !this.#types.has(first)) return { status: 404, resource: notFound };
    if (['POST', 'PUT', 'PATCH'].includes(method) && body === undefined) return refused(badRequest('The request has no body'));

    const run = () =>
      this.#router.handleRequest(
        { method, url, pathname: '', params: {}, query: {}, body, headers, config: { transactions: true } },
        this.#repository
      );
    try {
      const transaction = !first && body?.type === 'transaction';
      const [outcome, resource] = await (transaction ? this.#repository.inTransactionBundle(run) : run());
      return { status: getStatus(outcome), resource: resource ?? outcome };
    } catch (error) {
      return refused(normalizeOperationOutcome(error));
    }
  }
}

function refused(outcome) {
  return { status: getStatus(outcome), resource: outcome };
}

function toValidate(body) {
  return body?.resourceType === 'Parameters' ? body.parameter?.find((part) => part.name === 'resource')?.resource : body;
}
