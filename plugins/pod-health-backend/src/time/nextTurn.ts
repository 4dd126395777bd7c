/** Resolves in the next turn of the event loop: what was sent has gone out by then, and what has arrived was looked at. */
export function nextTurn(): Promise<void> {
  return new Promise(resolve => {
    setImmediate(resolve);
  });
}
