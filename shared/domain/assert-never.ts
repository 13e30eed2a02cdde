/**
 * Closes a switch over a union: a member that no case handles is a compile error at the call.
 * Reaching it while running means that a value crossed a boundary without its check; that is a bug, so it throws.
 */
export function assertNever(value: never, what: string): never {
  throw new Error(`${what}: no case for ${JSON.stringify(value)}`);
}
