import { diagnose } from '../../../diagnose';
import type { Tweak } from '../../../testing';
import { crashingPod, findings, snapshot } from '../../../testing';
import cause from './cause';

const ids = (objects: readonly unknown[]) =>
  diagnose(snapshot(objects)).found.map(one => one.cause);

const PROFILE: Tweak = [
  'spec.securityContext',
  {
    seccompProfile: {
      type: 'Localhost',
      localhostProfile: 'profiles/strict.json',
    },
  },
];

describe('forbidden-system-call', () => {
  it.each([
    { exitCode: 159, reason: 'Error' },
    { exitCode: 137, reason: 'seccomp killed' },
  ])('knows %j, and names the profile', terminated => {
    const [found] = findings(cause, [crashingPod(terminated, PROFILE)]);
    expect(found?.what.en).toContain(`exit code ${terminated.exitCode}`);
    expect(found?.why.en).toContain('“profiles/strict.json”');
  });

  it('goes before the exit code', () => {
    expect(ids([crashingPod({ exitCode: 159, reason: 'Error' })])).toEqual([
      'forbidden-system-call',
    ]);
  });

  it.each([1, 137, 143])('leaves exit code %d alone', exitCode => {
    expect(
      findings(cause, [crashingPod({ exitCode, reason: 'Error' }, PROFILE)]),
    ).toEqual([]);
  });
});
