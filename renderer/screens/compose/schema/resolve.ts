import { isObject, objects, own, type JsonObject } from './json.ts';

/** Schemas may refer to themselves; nothing a form can show lies deeper. */
const MAX_DEPTH = 8;

/**
 * One schema with local references followed and `allOf` folded in; keys beside a `$ref` win over what it names. Anything that is
 * not an object, and any reference that leads nowhere or in circles, reads as `{}`: everything is allowed.
 */
export function resolve(schema: unknown, root: JsonObject, depth = 0): JsonObject {
  if (!isObject(schema) || depth > MAX_DEPTH) return {};
  const { $ref, allOf, ...rest } = schema;
  const parts = objects(allOf)
    .slice(0, 20)
    .map((part) => resolve(part, root, depth + 1));
  if (typeof $ref === 'string') parts.unshift(resolve(pointed($ref, root), root, depth + 1));
  return [...parts, rest].reduce(merge, {});
}

/** The value under a local JSON pointer (`#/$defs/Size`), of RFC 6901. */
function pointed(reference: string, root: JsonObject): unknown {
  if (!reference.startsWith('#')) return undefined;
  const steps = reference.slice(1).split('/').slice(1);
  return steps.reduce<unknown>((at, step) => (isObject(at) ? own(at, unescape(step)) : undefined), root);
}

function unescape(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

function merge(left: JsonObject, right: JsonObject): JsonObject {
  const merged = { ...left, ...right };
  if (isObject(left.properties) && isObject(right.properties)) merged.properties = { ...left.properties, ...right.properties };
  if (Array.isArray(left.required) && Array.isArray(right.required)) merged.required = [...left.required, ...right.required];
  return merged;
}
