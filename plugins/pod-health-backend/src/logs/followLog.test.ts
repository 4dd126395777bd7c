import { PodHealthError } from 'backstage-plugin-pod-health-common';
import {
  broken,
  finish,
  lines,
  markers,
  NumberedLog,
  read,
  scripted,
} from '../testing/scriptedLog';

describe('a log that breaks off', () => {
  it('gives 1 to 10,000 once each, through twenty drops', async () => {
    const numbered = new NumberedLog(10_000);
    const { api, asked } = scripted(
      (options, turn) => {
        const all = numbered.select(options);
        if (turn > 20) {
          return { text: all.join('') };
        }
        // Cut somewhere in a line, not only between lines.
        const part = all.slice(0, 480 + turn).join('');
        return { text: part.slice(0, -(turn % 9) || undefined), error: broken };
      },
      [undefined],
    );
    const reading = await read(api, { tailLines: 100_000 });
    await finish(reading);
    expect(lines(reading)).toEqual(
      Array.from({ length: 10_000 }, (_, index) => String(index + 1)),
    );
    expect(asked).toHaveLength(21);
    expect(markers(reading).at(-1)).toEqual({
      marker: 'ended',
      why: 'pod-gone',
    });
    expect(markers(reading)).not.toContainEqual({ marker: 'skipped' });
  });

  it('resumes inside the second in which its tail began', async () => {
    const numbered = new NumberedLog(70);
    const { api } = scripted(
      (options, turn) => {
        const all = numbered.select(options);
        return turn === 1
          ? { text: all.slice(0, 2).join(''), error: broken }
          : { text: all.join('') };
      },
      [undefined],
    );
    const reading = await read(api, { tailLines: 5 });
    await finish(reading);
    expect(lines(reading)).toEqual(['66', '67', '68', '69', '70']);
  });

  it('says so when lines were rotated away meanwhile', async () => {
    const numbered = new NumberedLog(70);
    const { api } = scripted(
      (_options, turn) =>
        turn === 1
          ? {
              text: numbered.lines
                .slice(0, 10)
                .map(l => l.text)
                .join(''),
              error: broken,
            }
          : {
              text: numbered.lines
                .slice(40)
                .map(l => l.text)
                .join(''),
            },
      [undefined],
    );
    const reading = await read(api);
    await finish(reading);
    expect(markers(reading)).toContainEqual({ marker: 'skipped' });
    expect(lines(reading).slice(9, 12)).toEqual(['10', '41', '42']);
    expect(markers(reading).filter(m => m.marker === 'skipped')).toHaveLength(
      1,
    );
  });

  it('gives up after five minutes, with the reason', async () => {
    const { api, asked } = scripted((_options, turn) =>
      turn === 1 ? { text: '', error: broken } : { error: broken },
    );
    const reading = await read(api);
    await finish(reading);
    expect(markers(reading)).toEqual([
      {
        marker: 'reconnecting',
        problem: { code: 'cluster-unreachable', details: {} },
      },
      {
        marker: 'ended',
        why: 'gave-up',
        problem: { code: 'cluster-unreachable', details: {} },
      },
    ]);
    expect(asked.length).toBeLessThan(30);
  });

  it('does not try again what will not get better', async () => {
    const forbidden = new PodHealthError('cluster-forbidden', 'no', {});
    const { api, asked } = scripted((_options, turn) =>
      turn === 1 ? { text: '', error: broken } : { error: forbidden },
    );
    const reading = await read(api);
    await finish(reading);
    expect(markers(reading).at(-1)).toMatchObject({
      why: 'problem',
      problem: { code: 'cluster-forbidden' },
    });
    expect(asked).toHaveLength(2);
  });
});

describe('the first request', () => {
  it.each([
    'container-not-found',
    'previous-log-not-found',
    'cluster-forbidden',
    'cluster-unreachable',
  ] as const)('passes %s on', async code => {
    const { api } = scripted(() => ({ error: new PodHealthError(code, 'x') }));
    await expect(read(api)).rejects.toMatchObject({ code });
  });

  it('asks for the tail it was told, 0 included', async () => {
    const { api, asked } = scripted(() => ({ text: '' }));
    const reading = await read(api, { tailLines: 0, follow: false });
    await finish(reading);
    expect(asked[0]).toMatchObject({ tailLines: 0, follow: false });
    expect(markers(reading)).toEqual([{ marker: 'ended', why: 'complete' }]);
  });

  it('says that a container has not begun', async () => {
    const { api } = scripted(() => ({
      error: new PodHealthError('target-not-running', 'x'),
    }));
    const reading = await read(api, { follow: false, instance: '' });
    await finish(reading);
    expect(markers(reading)).toEqual([{ marker: 'ended', why: 'not-started' }]);
  });
});
