/** Ends a switch over a union: the compiler reports a case that was forgotten; at run time, a value from outside the type is an error. */
export function unreachable(value: never): never {
  throw new TypeError(`unreachable: ${JSON.stringify(value)}`);
}
