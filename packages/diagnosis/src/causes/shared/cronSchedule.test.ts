import { rhythm } from './cronSchedule';

const HOUR = 3600;
const DAY = 24 * HOUR;

it.each<[string, number, number]>([
  ['* * * * *', 60, 60],
  ['*/5 * * * *', 300, 300],
  ['0 * * * *', HOUR, HOUR],
  ['0 */6 * * *', 6 * HOUR, 6 * HOUR],
  ['30 3 * * *', DAY, DAY],
  ['0 9,17 * * *', 8 * HOUR, 16 * HOUR],
  ['0 3 * * 1-5', DAY, 3 * DAY],
  ['0 3 * * MON-FRI', DAY, 3 * DAY],
  ['0 0 1 * *', 28 * DAY, 31 * DAY],
  ['0 0 1 jan *', 365 * DAY, 366 * DAY],
  ['0 0 29 2 *', 1461 * DAY, 1461 * DAY],
  ['0 0 13 * 5', DAY, 7 * DAY],
  ['0 0 ? * 0', 7 * DAY, 7 * DAY],
  ['10/20 * * * *', 20 * 60, 20 * 60],
  ['@daily', DAY, DAY],
  ['@every 1h30m', 5400, 5400],
  ['TZ=Europe/Berlin 0 3 * * *', DAY, DAY],
  ['CRON_TZ=Asia/Shanghai */10 * * * *', 600, 600],
])('reads %s', (schedule, shortest, longest) => {
  const found = rhythm(schedule);
  expect(found?.longest).toBe(longest);
  expect(found?.shortest).toBeLessThanOrEqual(shortest);
});

it.each([
  '',
  '* * * *',
  '0 25 * * *',
  '60 * * * *',
  '0 0 31 2 *',
  '0 0 L * *',
  '*/0 * * * *',
  '5-1 * * * *',
  '1-2-3 * * * *',
  'every day',
  '@reboot',
  'constructor',
  '__proto__',
  '*'.repeat(10_000),
])('does not guess at "%s"', schedule => {
  expect(rhythm(schedule)).toBeUndefined();
});
