import { ageOf, countdown, timeAgo } from './time';

const NOW = '2026-03-02T10:15:00Z';

describe('ages, by the server’s clock', () => {
  it.each([
    ['2026-03-02T10:14:58Z', '2 sec'],
    ['2026-03-02T10:10:01Z', '4 min'],
    ['2026-03-01T10:15:00Z', '1 day'],
  ])('%s is %s old', (at, age) => {
    expect(ageOf(at, NOW, 'en')).toBe(age);
  });

  it('counts a moment in the future as now', () => {
    expect(timeAgo('2026-03-02T10:20:00Z', NOW, 'en')).toBe('now');
  });

  it('says nothing about a moment it cannot read', () => {
    expect(timeAgo('yesterday', NOW, 'en')).toBe('');
    expect(ageOf('', NOW, 'zh')).toBe('');
  });

  it('speaks Chinese', () => {
    expect(timeAgo('2026-03-02T10:10:00Z', NOW, 'zh')).toBe('5 分钟前');
  });
});

it.each([
  [249_000, '4:09'],
  [3_600_000, '1:00:00'],
  [1, '0:01'],
  [-5, '0:00'],
])('counts %d ms down as %s', (milliseconds, text) => {
  expect(countdown(milliseconds)).toBe(text);
});
