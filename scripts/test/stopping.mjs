// Whether we were told to end. Steps that started something end it before we go.

const controller = new AbortController();

/** Aborted by SIGINT, SIGTERM or SIGHUP; its reason is the signal's name. */
export const stopping = controller.signal;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => controller.abort(signal));
}

/** Ends a child when we are told to end. From a terminal's ctrl-C it has had the signal itself. Returns how to forget the child. */
export function endWithUs(child) {
  const end = () => {
    if (stopping.reason !== 'SIGINT') child.kill('SIGINT'); // what test runners answer by cleaning up
  };
  stopping.addEventListener('abort', end, { once: true });
  return () => stopping.removeEventListener('abort', end);
}
