import { mockCredentials } from '@backstage/backend-test-utils';
import { PodHealthError } from 'backstage-plugin-pod-health-common';
import { EventEmitter } from 'node:events';
import type { Response } from 'express';
import type { EntityAccess, UserCredentials } from '../entity/types';
import { FakeClock } from '../testing/fakeClock';
import { accessSignal } from './accessSignal';

const ada: UserCredentials = mockCredentials.user('user:default/ada');

function start(credentials: UserCredentials = ada) {
  const clock = new FakeClock();
  const stopping = new AbortController();
  const response = new EventEmitter();
  const open = jest.fn(async () => ({}));
  const stream = accessSignal(
    response as Response, // only its events are used
    { credentials, entityRef: 'component:default/x', action: 'logs' },
    {
      entities: { open } as unknown as EntityAccess, // only open() is reached from here
      clock,
      reauthorizeMs: 60_000,
      stopping: stopping.signal,
    },
  );
  return { clock, stopping, response, open, stream };
}

it('asks again every minute, whatever is read, and ends when the right is gone', async () => {
  const { clock, open, stream } = start();
  await clock.advance(180_000);
  expect(open).toHaveBeenCalledTimes(3);
  expect(stream.signal.aborted).toBe(false);
  open.mockRejectedValueOnce(new PodHealthError('not-allowed', 'revoked'));
  await clock.advance(60_000);
  expect(stream.signal.reason).toMatchObject({
    why: 'problem',
    problem: { code: 'not-allowed' },
  });
  expect(stream.gone.aborted).toBe(false);
  stream.release();
  expect(clock.timers).toBe(0);
});

it('ends with the credential', async () => {
  const clock = new FakeClock();
  const { clock: own, stream } = start({
    ...ada,
    expiresAt: new Date(clock.now() + 90_000),
  });
  await own.advance(89_000);
  expect(stream.signal.aborted).toBe(false);
  await own.advance(1_000);
  expect(stream.signal.reason).toMatchObject({ why: 'access-ended' });
  stream.release();
});

it('ends when the backend stops', () => {
  const { stopping, stream } = start();
  stopping.abort();
  expect(stream.signal.reason).toMatchObject({ why: 'shutting-down' });
  stream.release();
});

it('ends without a word when the reader has gone, and asks no more', async () => {
  const { clock, response, open, stream } = start();
  response.emit('close');
  expect([stream.gone.aborted, stream.signal.aborted]).toEqual([true, true]);
  expect(stream.signal.reason).not.toHaveProperty('why');
  stream.release();
  await clock.advance(120_000);
  expect(open).not.toHaveBeenCalled();
});
