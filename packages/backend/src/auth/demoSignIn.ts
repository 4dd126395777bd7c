import { NotAllowedError } from '@backstage/errors';

/** Header that says which demo person the visitor wants to be. A custom header: no other website can make a browser send it. */
export const PERSON_HEADER = 'x-demo-person';

/** What of a request decides about a demo sign-in. */
export interface DemoSignInRequest {
  readonly person: string | undefined;
  /** The `Host` header: the name the browser believes it talks to. */
  readonly host: string | undefined;
  /** Address at the other end of the connection. */
  readonly remoteAddress: string | undefined;
}

/**
 * The entity reference of the demo person a request may sign in as. Throws NotAllowedError for a person who is not on the list,
 * and for a request from another machine or through another name (a page that rebinds its own name to this machine).
 */
export function demoPersonOf(
  request: DemoSignInRequest,
  people: readonly string[],
): string {
  if (!isLoopbackAddress(request.remoteAddress)) {
    throw new NotAllowedError('Demo sign-in answers to this machine only');
  }
  if (!isLoopbackName(request.host)) {
    throw new NotAllowedError('Demo sign-in answers to localhost only');
  }
  const { person } = request;
  if (person === undefined || !people.includes(person)) {
    throw new NotAllowedError('Nobody of that name is in this demo');
  }
  return person;
}

/** Why the demo provider must not run here, as a sentence; undefined when it may. */
export function demoSignInRefusal(where: {
  nodeEnv: string | undefined;
  allowedInProduction: boolean;
  listenHost: string | undefined;
}): string | undefined {
  if (where.nodeEnv === 'production' && !where.allowedInProduction) {
    return 'The demo sign-in has no passwords and does not start with NODE_ENV=production; auth.providers.demo.dangerouslyAllowInProduction overrules this for a demo.';
  }
  if (!isLoopbackName(where.listenHost)) {
    return 'The demo sign-in has no passwords: backend.listen.host must be 127.0.0.1 or localhost.';
  }
  return undefined;
}

function isLoopbackAddress(address: string | undefined): boolean {
  return (
    address === '::1' ||
    address?.startsWith('127.') === true ||
    address?.startsWith('::ffff:127.') === true
  );
}

function isLoopbackName(host: string | undefined): boolean {
  const name = host?.replace(/:\d+$/, '');
  return name === 'localhost' || name === '127.0.0.1' || name === '[::1]';
}
