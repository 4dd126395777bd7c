import { editDistance, nearest } from './similar';

describe('editDistance', () => {
  it.each([
    ['', 'abc', 3],
    ['same', 'same', 0],
    ['readinesProbe', 'readinessProbe', 1],
    ['resorucse', 'resources', 2],
    ['ab', 'ba', 1],
    ['kitten', 'sitting', 3],
  ])('%s to %s is %d', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });

  it('does not compare texts that no name is as long as', () => {
    expect(editDistance('a'.repeat(1e6), 'b'.repeat(1e6))).toBe(256);
  });
});

describe('nearest', () => {
  it('takes the nearest, whatever the order', () => {
    const names = ['startupProbe', 'readinessProbe', 'livenessProbe'];
    expect(nearest('readinesprobe', names)).toBe('readinessProbe');
    expect(nearest('readinesprobe', [...names].reverse())).toBe(
      'readinessProbe',
    );
  });

  it('takes none that is not like it, and not the name itself', () => {
    expect(nearest('quantum', ['image', 'ports'])).toBeUndefined();
    expect(nearest('b', ['a'])).toBeUndefined();
    expect(nearest('image', ['image'])).toBeUndefined();
  });
});
