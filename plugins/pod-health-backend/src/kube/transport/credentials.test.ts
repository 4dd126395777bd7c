import { FakeClock } from '../../testing/fakeClock';
import { rejection } from '../../testing/rejection';
import type { RequestScope } from '../requestScope';
import {
  CredentialHolder,
  tokenCredentials,
  type ClusterCredential,
  type CredentialSource,
} from './credentials';

const scope: RequestScope = { cluster: 'prod', verb: 'list', resource: 'pods' };

function setup(tokens: string[]) {
  const clock = new FakeClock();
  const asked: boolean[] = [];
  const source: CredentialSource = {
    async load(renew) {
      asked.push(renew);
      const token = tokens.length > 1 ? tokens.shift() : tokens[0];
      return tokenCredentials({ token }).load(renew);
    },
  };
  return { clock, asked, holder: new CredentialHolder(source, clock) };
}

const token = (credential?: ClusterCredential) =>
  credential?.headers.authorization;

describe('CredentialHolder', () => {
  it('asks once for 50 parallel calls (R4)', async () => {
    const { holder, asked } = setup(['a']);
    const got = await Promise.all(
      Array.from({ length: 50 }, () => holder.get(scope)),
    );
    expect(new Set(got.map(token))).toEqual(new Set(['Bearer a']));
    expect(asked).toEqual([false]);
  });

  it('renews once for 50 parallel refusals (R4)', async () => {
    const { holder, asked } = setup(['a', 'b']);
    const refused = await holder.get(scope);
    const got = await Promise.all(
      Array.from({ length: 50 }, () => holder.renew(scope, refused)),
    );
    expect(new Set(got.map(token))).toEqual(new Set(['Bearer b']));
    expect(asked).toEqual([false, true]);
  });

  it('gives a late refusal of the old one the new one, without asking', async () => {
    const { holder, asked } = setup(['a', 'b', 'c']);
    const refused = await holder.get(scope);
    await holder.renew(scope, refused);
    expect(token(await holder.renew(scope, refused))).toBe('Bearer b');
    expect(asked).toHaveLength(2);
  });

  it('says that there is no other, and does not hammer the source', async () => {
    const { holder, asked, clock } = setup(['a']);
    const refused = await holder.get(scope);
    await expect(holder.renew(scope, refused)).resolves.toBeUndefined();
    await expect(holder.renew(scope, refused)).resolves.toBeUndefined();
    expect(asked).toEqual([false, true]);
    await clock.advance(30_000);
    await holder.renew(scope, refused);
    expect(asked).toEqual([false, true, true]);
  });

  it('looks again after 30 s, so a rotated token file is picked up', async () => {
    const { holder, clock } = setup(['a', 'b']);
    await holder.get(scope);
    await clock.advance(29_000);
    expect(token(await holder.get(scope))).toBe('Bearer a');
    await clock.advance(1_000);
    expect(token(await holder.get(scope))).toBe('Bearer b');
  });

  it('says cluster-unauthorized when the source fails, without its words', async () => {
    const holder = new CredentialHolder(
      { load: () => Promise.reject(new Error('canary')) },
      new FakeClock(),
    );
    const error = await holder.get(scope).catch(caught => caught);
    expect(error.code).toBe('cluster-unauthorized');
    expect(`${error.stack}${error.cause}`).not.toContain('canary');
  });

  it('does not wait for ever for a plugin that waits for a person', async () => {
    const clock = new FakeClock();
    const holder = new CredentialHolder(
      { load: () => new Promise(() => {}) },
      clock,
    );
    const asked = rejection(holder.get(scope));
    await clock.advance(15_000);
    expect(await asked).toMatchObject({ code: 'cluster-unauthorized' });
    expect(clock.timers).toBe(0);
  });
});
