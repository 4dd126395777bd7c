/**
 * What a promise rejects with, for a test that does something before it looks: the rejection is handled from the start.
 * Rejects when the promise resolves.
 */
export function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    value => {
      throw new Error(`did not reject, but gave ${String(value)}`);
    },
    (error: unknown) => error,
  );
}
