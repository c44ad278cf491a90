/**
 * The profile of a resource that claims none: that of its type whose name is the last part of its identifier's system,
 * as the adapter names both; else that which is named as the type, in small letters, as for Patient.
 * @returns Its canonical url, or undefined.
 */
export function profileFor(resource, profiles) {
  const names = (resource.identifier ?? []).map((each) => each.system?.split('/').at(-1));
  names.push(resource.resourceType?.toLowerCase());
  const found = [...profiles.values()].find((each) => each.type === resource.resourceType && names.includes(each.id));
  return found?.url;
}
