import { objects, type JsonObject } from './json.ts';
import { resolve } from './resolve.ts';

/** How many shapes of a union are looked at. */
const MAX_VARIANTS = 40;

/** The shapes a field may take, `null` left out: most unions only say "or null". */
export function variants(schema: JsonObject, root: JsonObject): JsonObject[] {
  const { anyOf, oneOf, ...rest } = schema;
  const union = [...objects(anyOf), ...objects(oneOf)].slice(0, MAX_VARIANTS);
  const shapes = union.length > 0 ? union.map((shape) => ({ ...rest, ...resolve(shape, root) })) : [rest];
  return shapes.flatMap(byType).filter((shape) => shape.type !== 'null' && !('const' in shape && shape.const === null));
}

/** `type: ['string', 'null']` as one shape a type. */
function byType(shape: JsonObject): JsonObject[] {
  return Array.isArray(shape.type) ? shape.type.slice(0, MAX_VARIANTS).map((type: unknown) => ({ ...shape, type })) : [shape];
}

/** The type a shape has, also where only its keywords tell. */
export function typeOf(shape: JsonObject): string | null {
  if (typeof shape.type === 'string') return shape.type;
  if ('properties' in shape) return 'object';
  if ('items' in shape) return 'array';
  if ('minimum' in shape || 'maximum' in shape) return 'number';
  if ('maxLength' in shape || 'format' in shape) return 'string';
  return null;
}
