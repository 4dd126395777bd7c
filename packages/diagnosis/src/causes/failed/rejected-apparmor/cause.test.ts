import { findings, pod } from '../../../testing';
import cause from './cause';

const rejected = (message: string, phase = 'Failed') =>
  pod(['status', { phase, reason: 'AppArmor', message }]);

describe('rejected-apparmor', () => {
  it('knows a node without AppArmor', () => {
    const [found] = findings(cause, [
      rejected(
        'Pod was rejected: Cannot enforce AppArmor: AppArmor is not enabled on the host',
      ),
    ]);
    expect(found?.why.en).toContain('on this one it is off');
  });

  it.each(['Failed', 'Pending'])(
    'names a profile that is not loaded, %s',
    phase => {
      const [found] = findings(cause, [
        rejected(
          'Cannot enforce AppArmor: profile "k8s-deny-write" is not loaded',
          phase,
        ),
      ]);
      expect(found?.what.en).toContain('“k8s-deny-write”');
      expect(found?.steps[1]?.text.en).toContain('load the profile');
    },
  );

  it('is not another refusal', () => {
    const sysctl = pod([
      'status',
      {
        phase: 'Failed',
        reason: 'SysctlForbidden',
        message: 'forbidden sysctl: "apparmor" not allowlisted',
      },
    ]);
    expect(findings(cause, [sysctl])).toEqual([]);
  });

  it('says that nothing takes its place while it is only held back', () => {
    const says = 'Cannot enforce AppArmor: AppArmor is not enabled on the host';
    const [held] = findings(cause, [rejected(says, 'Pending')]);
    expect(held?.what.en).toContain('stays as it is (Pending)');
    const [ended] = findings(cause, [rejected(says)]);
    expect(ended?.what.en).not.toContain('Pending');
  });
});
