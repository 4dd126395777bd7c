import { ok } from '../../facts/fact';
import { event, type Tweak } from '../../testing';
import { projectEvent } from '../../facts/project';
import { goSeconds, longestPull } from './pullTime';

const UNTIL = Date.parse('2026-01-15T12:00:00Z');
const at = (minutes: number): Tweak => [
  'lastTimestamp',
  new Date(UNTIL - minutes * 60_000).toISOString(),
];
const pulled = (message: string, ...tweaks: Tweak[]) =>
  projectEvent(event('Pulled', message, ...tweaks));
const pulling = (...tweaks: Tweak[]) =>
  projectEvent(event('Pulling', 'Pulling image "big:1"', ...tweaks));
const pullIn = (...events: ReturnType<typeof pulled>[]) =>
  longestPull('events', ok(events), UNTIL)?.pull;

describe('goSeconds', () => {
  it.each([
    ['10m10s', 610],
    ['10m10.212s', 610.212],
    ['1h2m3s', 3723],
    ['850.5ms', 0.8505],
    ['123.45s', 123.45],
    ['', undefined],
    ['soon', undefined],
  ])('reads %s', (text, seconds) => {
    const read = goSeconds(text);
    expect(read === undefined ? read : Number(read.toFixed(6))).toBe(seconds);
  });
});

describe('longestPull', () => {
  it.each([
    [
      'Successfully pulled image "big:1" in 10m10.212s (10m20s including waiting). Image size: 778112340 bytes.',
      { image: 'big:1', seconds: 620, bytes: 778112340 },
    ],
    [
      'Successfully pulled image "big:1" in 10m10s (10m10s including waiting)',
      { image: 'big:1', seconds: 610 },
    ],
    [
      'Successfully pulled image "big:1" in 2m3.5s',
      { image: 'big:1', seconds: 123.5 },
    ],
  ])('reads %s', (message, pull) => {
    expect(pullIn(pulled(message))).toEqual(pull);
  });

  it('takes the longest', () => {
    const pull = pullIn(
      pulled('Successfully pulled image "small:1" in 3s'),
      pulled('Successfully pulled image "big:1" in 1m'),
    );
    expect(pull?.image).toBe('big:1');
  });

  it('reckons by the times of events where no time is told', () => {
    const pull = pullIn(
      pulling(at(9)),
      pulled('Successfully pulled image "big:1"', at(4)),
    );
    expect(pull).toEqual({ image: 'big:1', seconds: 300 });
  });

  it('knows a pull that was under way at the end', () => {
    expect(pullIn(pulling(at(5)))).toEqual({
      image: 'big:1',
      seconds: 300,
      isUnderWay: true,
    });
  });

  it('knows no pull of an image that was there, that failed, or that began later', () => {
    const there = 'Container image "big:1" already present on machine';
    expect(pullIn(pulled(there))).toBeUndefined();
    const failed = projectEvent(event('Failed', 'Error: ErrImagePull', at(4)));
    expect(pullIn(pulling(at(5)), failed)).toBeUndefined();
    expect(pullIn(pulling(at(-5)))).toBeUndefined();
    expect(longestPull('events', { status: 'expired' }, UNTIL)).toBeUndefined();
  });
});
