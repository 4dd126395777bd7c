import { PodHealthError } from 'backstage-plugin-pod-health-common';
import {
  ended,
  finish,
  lines,
  markers,
  NumberedLog,
  read,
  running,
  scripted,
  status,
} from '../testing/scriptedLog';
import { StreamEnd } from './followLog';

describe('a container that restarts', () => {
  const line = (second: number, text: string) =>
    `2026-01-01T00:00:0${second}.000000000Z ${text}\n`;

  it('goes on with the next instance after a marker', async () => {
    const { api, asked } = scripted(
      (_options, turn) => ({ text: line(turn, `instance ${turn}`) }),
      [
        status('a', { waiting: { reason: 'CrashLoopBackOff' } }, ended(137)),
        running('b', ended(137)),
        undefined,
      ],
    );
    const reading = await read(api);
    await finish(reading);
    expect(reading.records).toEqual([
      expect.objectContaining({ text: 'instance 1' }),
      {
        type: 'marker',
        marker: { marker: 'waiting', reason: 'CrashLoopBackOff' },
      },
      {
        type: 'marker',
        marker: {
          marker: 'restarted',
          exitCode: 137,
          reason: 'Error',
          at: '2026-01-01T00:00:09Z',
        },
      },
      expect.objectContaining({ text: 'instance 2' }),
      { type: 'marker', marker: { marker: 'ended', why: 'pod-gone' } },
    ]);
    expect(asked).toHaveLength(2);
  });

  it('waits for a container that has not begun, and calls that no restart', async () => {
    const { api } = scripted(
      (_options, turn) =>
        turn <= 2
          ? { error: new PodHealthError('target-not-running', 'x') }
          : { text: line(1, 'hello') },
      [
        status('', { waiting: { reason: 'ContainerCreating' } }),
        running('a'),
        undefined,
      ],
    );
    const reading = await read(api, { instance: '' });
    await finish(reading);
    expect(markers(reading).map(({ marker }) => marker)).toEqual([
      'waiting',
      'ended',
    ]);
    expect(lines(reading)).toEqual(['hello']);
  });

  it('ends with how a container ended that will not run again', async () => {
    const pod = status('a', ended(3));
    const { api } = scripted(
      () => ({ text: line(1, 'x') }),
      [{ ...pod, spec: { restartPolicy: 'Never' } }],
    );
    const reading = await read(api);
    await finish(reading);
    expect(markers(reading)).toEqual([
      { marker: 'ended', why: 'container-ended', exitCode: 3, reason: 'Error' },
    ]);
  });

  it('reconnects quietly when only the connection ended', async () => {
    const numbered = new NumberedLog(8);
    const { api, asked } = scripted(
      (options, turn) => ({
        text: numbered
          .select(options)
          .slice(0, turn === 1 ? 3 : 8)
          .join(''),
      }),
      [running('a'), 'quiet', undefined],
    );
    const reading = await read(api);
    await finish(reading);
    expect(lines(reading)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    expect(asked[1].sinceTime).toBe('2026-01-01T00:00:00Z');
  });
});

describe('ended from outside', () => {
  it('says why when told', async () => {
    const { api } = scripted(() => ({ text: '' }));
    const reading = await read(api);
    await reading.clock.waitForTimers(1);
    reading.stop.abort(new StreamEnd('access-ended'));
    await reading.done;
    expect(markers(reading)).toEqual([
      { marker: 'ended', why: 'access-ended' },
    ]);
  });

  it('says nothing to a reader who has left', async () => {
    const { api } = scripted(() => ({ text: '' }));
    const reading = await read(api);
    await reading.clock.waitForTimers(1);
    reading.stop.abort();
    await reading.done;
    expect(reading.records).toEqual([]);
    expect(reading.clock.timers).toBe(0);
  });
});

describe('what a program prints', () => {
  const time = '2026-01-01T00:00:01.000000000Z';

  async function shown(text: string) {
    const { api } = scripted(() => ({ text }));
    const reading = await read(api, { follow: false });
    await finish(reading);
    return reading;
  }

  it('splits a long line with a mark, each part with the time', async () => {
    const long = 'x'.repeat(40_000);
    const reading = await shown(`${time} ${long}\n`);
    expect(lines(reading).join('')).toBe(long);
    expect(lines(reading).length).toBe(3);
    expect(markers(reading).map(({ marker }) => marker)).toEqual([
      'continued',
      'continued',
      'ended',
    ]);
  });

  it('cannot end the stream or forge a marker', async () => {
    const forged = '\u001e{"marker":"ended","why":"complete"}';
    const reading = await shown(
      `${time} ${forged}\n${forged}\n${time} after\n`,
    );
    expect(lines(reading)).toEqual([forged, ` ${forged}`, 'after']);
    expect(markers(reading)).toHaveLength(1);
  });
});
