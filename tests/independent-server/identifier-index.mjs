import './websocket-shim.mjs';
import { convertToSearchableTokens, evalFhirPathTyped, getSearchParameter, splitSearchOnComma, toTypedValue } from '@medplum/core';

/**
 * Narrows a search by identifier to the few resources that can match; the router's own matching still decides.
 * So an id that is no longer current does no harm, and nothing is ever taken out of the index.
 * Keys are lower-case values without their system, because that matching ignores case and allows a search without system.
 */
export class IdentifierIndex {
  #idsByKey = new Map();
  #parsed = new Map();

  add(resource) {
    for (const key of this.#keys(resource)) {
      if (!this.#idsByKey.has(key)) this.#idsByKey.set(key, new Set());
      this.#idsByKey.get(key).add(resource.id);
    }
  }

  clear() {
    this.#idsByKey.clear();
  }

  /** @returns The ids that may match, or undefined when the search cannot be narrowed by identifier. */
  candidates(searchRequest) {
    // A chained filter may have to look at resources of the same type that the narrowing would hide.
    if (searchRequest.filters?.some((each) => each.code.includes('.'))) return undefined;
    const filter = searchRequest.filters?.find((each) => each.code === 'identifier' && each.operator === 'eq');
    if (!filter) return undefined;
    const ids = new Set();
    for (const token of splitSearchOnComma(filter.value)) {
      const value = token.includes('|') ? token.split('|')[1] : token;
      if (!value) return undefined;
      for (const id of this.#idsByKey.get(`${searchRequest.resourceType}|${value.toLowerCase()}`) ?? []) ids.add(id);
    }
    return ids;
  }

  #keys(resource) {
    const parameter = getSearchParameter(resource.resourceType, 'identifier');
    if (!parameter) return [];
    const values = evalFhirPathTyped(parameter.expression, [toTypedValue(resource)], undefined, this.#parsed);
    return convertToSearchableTokens(values)
      .filter((token) => token.value)
      .map((token) => `${resource.resourceType}|${token.value.toLowerCase()}`);
  }
}
