import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('processor-unsupported', () => {
  it.each([
    [
      'WARNING: MongoDB 5.0+ requires a CPU with AVX support, and your current system does not appear to have that!',
      'AVX',
    ],
    ['Fatal glibc error: CPU does not support x86-64-v2', 'x86-64-v2'],
    ['Illegal instruction (core dumped)', ''],
    [
      'The TensorFlow library was compiled to use AVX instructions: this program needs AVX2',
      '',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each(['INFO this binary is optimized to use AVX2\nINFO bye'])(
    'is not told by the words %#',
    log => {
      expect(said(log)).toEqual([]);
    },
  );
});
