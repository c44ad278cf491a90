import './websocket-shim.mjs';
import { OperationOutcomeError, badRequest, multipleMatches, parseSearchRequest } from '@medplum/core';

const conditional = /^[A-Z][A-Za-z]+\?./;

/**
 * Replaces each `Type?query` reference by the literal reference to its only match.
 * @param node The resource, or any part of it.
 * @param search Gives the matches of a parsed search, or undefined where conditional references are not allowed.
 * @returns A copy. No match, and any conditional reference outside a transaction, is a 400; several matches are a 412.
 */
export function resolveConditionalReferences(node, search) {
  if (Array.isArray(node)) return node.map((each) => resolveConditionalReferences(each, search));
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [
      name,
      name === 'reference' && typeof value === 'string' && conditional.test(value)
        ? literal(value, search)
        : resolveConditionalReferences(value, search),
    ])
  );
}

function literal(reference, search) {
  if (!search) throw new OperationOutcomeError(badRequest('A conditional reference is allowed only in a transaction'));
  const matches = search({ ...parseSearchRequest(reference), count: 2 });
  if (matches.length === 0) throw new OperationOutcomeError(badRequest('A conditional reference did not match any resource'));
  if (matches.length > 1) throw new OperationOutcomeError(multipleMatches);
  return `${matches[0].resourceType}/${matches[0].id}`;
}
