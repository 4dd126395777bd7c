import { randomBytes } from 'node:crypto';
import type { User } from './rbac';

/** Nobody: a request without a credential. */
export const ANONYMOUS: User = {
  name: 'system:anonymous',
  groups: ['system:unauthenticated'],
};

/** The groups of a user, as the real authenticators give them. */
function groupsOf(name: string): string[] {
  if (name === 'admin') {
    return ['system:masters', 'system:authenticated'];
  }
  const account = /^system:serviceaccount:([^:]+):[^:]+$/.exec(name);
  return account
    ? [
        'system:serviceaccounts',
        `system:serviceaccounts:${account[1]}`,
        'system:authenticated',
      ]
    : ['system:authenticated'];
}

/** Bearer tokens of this run of the double. */
export class Tokens {
  readonly #users = new Map<string, User>();

  /** A new token for a user. */
  issue(name: string): string {
    const token = randomBytes(24).toString('base64url');
    this.#users.set(token, { name, groups: groupsOf(name) });
    return token;
  }

  /** Forgets the user's tokens. */
  revoke(name: string): void {
    for (const [token, user] of this.#users) {
      if (user.name === name) {
        this.#users.delete(token);
      }
    }
  }

  /** Who sent this Authorization header. Undefined for a token nobody knows: a 401. */
  identify(authorization: string | undefined): User | undefined {
    const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
    return token === undefined ? ANONYMOUS : this.#users.get(token);
  }
}
