import type { RequestInfo } from '../api/request';
import type {
  FaultAction,
  FaultHandle,
  FaultMatch,
  FaultScript,
} from './types';

interface Armed {
  readonly script: FaultScript;
  seen: number;
  hits: number;
}

/** `log` and `attach` have names of their own in scripts: they are gets for the API. */
function scriptVerb(request: RequestInfo): string {
  const subresource = request.resource?.subresource;
  return subresource === 'log' || subresource === 'attach'
    ? subresource
    : request.verb;
}

function matches(
  on: FaultMatch,
  request: RequestInfo,
  target: string,
  user: string,
): boolean {
  const { verb, path } = on;
  const path_ok =
    path === undefined ||
    (typeof path === 'string' ? target.includes(path) : path.test(target));
  return (
    path_ok &&
    (verb === undefined || verb === scriptVerb(request)) &&
    (on.user === undefined || on.user === user)
  );
}

/** The faults in force. */
export class Faults {
  readonly #armed = new Set<Armed>();

  add(script: FaultScript): FaultHandle {
    const armed: Armed = { script, seen: 0, hits: 0 };
    this.#armed.add(armed);
    return {
      get hits() {
        return armed.hits;
      },
      remove: () => {
        this.#armed.delete(armed);
      },
    };
  }

  /** The first fault whose turn it is for this request. Counts the request for every fault it matches. */
  take(
    request: RequestInfo,
    target: string,
    user: string,
  ): FaultAction | undefined {
    let taken: FaultAction | undefined;
    for (const armed of this.#armed) {
      const { on, skip = 0, times = Infinity } = armed.script;
      if (!taken && matches(on, request, target, user)) {
        armed.seen += 1;
        if (armed.seen > skip && armed.hits < times) {
          armed.hits += 1;
          taken = armed.script.do;
        }
      }
    }
    return taken;
  }
}
