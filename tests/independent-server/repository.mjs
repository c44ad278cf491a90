import './websocket-shim.mjs';
import { OperationOutcomeError, badRequest, deepClone, gone, notFound, preconditionFailed } from '@medplum/core';
import { MemoryRepository } from '@medplum/fhir-router';
import { resolveConditionalReferences } from './conditional-references.mjs';
import { IdentifierIndex } from './identifier-index.mjs';

/**
 * Medplum's MemoryRepository with what a server in use has and that one leaves out: validation on write, transactions that
 * leave nothing behind when refused, tombstones, conditional references, and an index on identifiers.
 * One request at a time: the caller keeps requests apart.
 */
export class IndependentRepository extends MemoryRepository {
  #validator;
  #identifiers = new IdentifierIndex();
  #tombstones = new Map();
  #undo = [];
  #openTransactions = 0;
  #inTransactionBundle = false;

  constructor(validator) {
    super();
    this.#validator = validator;
  }

  clear() {
    super.clear();
    this.#identifiers.clear();
    this.#tombstones.clear();
  }

  /** Conditional references are resolved only while the callback runs. */
  async inTransactionBundle(callback) {
    this.#inTransactionBundle = true;
    try {
      return await callback();
    } finally {
      this.#inTransactionBundle = false;
    }
  }

  /** Every write passes here: create, update, patch, conditional create and conditional update. */
  createResourceSync(resource, options, update = false) {
    const search = (request) => (this.searchSync(request).entry ?? []).map((entry) => entry.resource);
    const resolved = resolveConditionalReferences(resource, this.#inTransactionBundle ? search : undefined);
    // R4 3.1.0.8: the id of a created resource is the server's; only an id given by the server itself is kept.
    if (!update && !options?.assignedId) delete resolved.id;
    this.#validator.validate(resolved);
    const stored = this.#record(resolved.resourceType, resolved.id, () => super.createResourceSync(resolved, options, update));
    this.#identifiers.add(stored);
    return stored;
  }

  /** R4 lets a server refuse an update that would create: 404 for an id never seen, 410 for one that was deleted. */
  async updateResource(resource, options) {
    if (!resource.id) throw new OperationOutcomeError(badRequest('Missing id'));
    await this.readResource(resource.resourceType, resource.id);
    return super.updateResource(resource, options);
  }

  async readResource(resourceType, id) {
    if (this.#tombstones.has(`${resourceType}/${id}`)) throw new OperationOutcomeError(gone);
    return super.readResource(resourceType, id);
  }

  async deleteResource(resourceType, id, options) {
    const key = `${resourceType}/${id}`;
    if (this.#tombstones.has(key)) return;
    const existing = this.resources.get(resourceType)?.get(id);
    if (!existing) throw new OperationOutcomeError(notFound);
    if (options?.ifMatch && existing.meta.versionId !== options.ifMatch) throw new OperationOutcomeError(preconditionFailed);
    this.#record(resourceType, id, () => this.resources.get(resourceType).delete(id));
    this.#tombstones.set(key, new Date().toISOString());
  }

  /** Newest first; upstream reverses the stored array itself, so that every second read is oldest first. */
  async readHistory(resourceType, id, { offset = 0, limit } = {}) {
    const versions = this.history.get(resourceType)?.get(id);
    if (!versions?.length) throw new OperationOutcomeError(notFound);
    const key = `${resourceType}/${id}`;
    const deleted = this.#tombstones.get(key);
    const entry = versions.map((resource, index) => ({
      fullUrl: key,
      resource: deepClone(resource),
      request: index ? { method: 'PUT', url: key } : { method: 'POST', url: resourceType },
      response: { status: index ? '200' : '201', etag: `W/"${resource.meta.versionId}"`, lastModified: resource.meta.lastUpdated },
    }));
    if (deleted) {
      entry.push({ fullUrl: key, request: { method: 'DELETE', url: key }, response: { status: '200', lastModified: deleted } });
    }
    const page = entry.reverse().slice(offset, limit === undefined ? undefined : offset + limit);
    return { resourceType: 'Bundle', type: 'history', total: entry.length, ...(page.length ? { entry: page } : undefined) };
  }

  /** A version stays readable after its resource is deleted. */
  async readVersion(resourceType, id, versionId) {
    const version = this.history.get(resourceType)?.get(id)?.find((each) => each.meta.versionId === versionId);
    if (!version) throw new OperationOutcomeError(notFound);
    return deepClone(version);
  }

  /** Upstream looks at every resource of the type; by identifier or id it is shown only those that can match. */
  searchSync(searchRequest) {
    const { resourceType } = searchRequest;
    const all = this.resources.get(resourceType);
    const ids = all && (this.#identifiers.candidates(searchRequest) ?? idsAskedFor(searchRequest));
    if (!ids) return super.searchSync(searchRequest);
    this.resources.set(resourceType, new Map([...ids].filter((id) => all.has(id)).map((id) => [id, all.get(id)])));
    try {
      return super.searchSync(searchRequest);
    } finally {
      this.resources.set(resourceType, all);
    }
  }

  /** Conditional writes open a transaction inside a bundle's own; each undoes only what was done since it was opened. */
  async withTransaction(callback) {
    const start = this.#undo.length;
    this.#openTransactions++;
    try {
      return await callback(this);
    } catch (error) {
      while (this.#undo.length > start) this.#undo.pop()();
      throw error;
    } finally {
      if (--this.#openTransactions === 0) this.#undo.length = 0;
    }
  }

  #record(resourceType, id, write) {
    const before = this.resources.get(resourceType)?.get(id);
    const result = write();
    if (this.#openTransactions > 0) this.#undo.push(() => this.#restore(resourceType, id ?? result.id, before));
    return result;
  }

  #restore(resourceType, id, before) {
    const resources = this.resources.get(resourceType);
    const wasWritten = resources.delete(id);
    if (wasWritten) this.history.get(resourceType).get(id).pop();
    else this.#tombstones.delete(`${resourceType}/${id}`);
    if (before) resources.set(id, before);
  }
}

function idsAskedFor(searchRequest) {
  const [filter, ...more] = searchRequest.filters ?? [];
  if (filter?.code !== '_id' || filter.operator !== 'eq' || more.length) return undefined;
  return new Set(filter.value.split(','));
}
