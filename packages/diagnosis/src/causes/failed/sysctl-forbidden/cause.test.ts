import { findings, pod } from '../../../testing';
import cause from './cause';

const rejected = (reason: string, message: string) =>
  pod(['status', { phase: 'Failed', reason, message }]);

describe('sysctl-forbidden', () => {
  it.each([
    'Pod was rejected: forbidden sysctl: "net.core.somaxconn" not allowlisted',
    'Pod forbidden sysctl: "net.core.somaxconn" not whitelisted',
  ])('reads %s', message => {
    const [found] = findings(cause, [rejected('SysctlForbidden', message)]);
    expect(found?.what.en).toContain('(sysctl) “net.core.somaxconn”');
    expect(found?.why.en).toContain('allowedUnsafeSysctls');
  });

  it('knows one that is shared with the node', () => {
    const [found] = findings(cause, [
      rejected(
        'SysctlForbidden',
        'Pod was rejected: forbidden sysctl: "net.ipv4.ip_local_port_range" not allowed with host net enabled',
      ),
    ]);
    expect(found?.why.en).toContain('(host net)');
  });

  it('says so without a name', () => {
    const [found] = findings(cause, [rejected('SysctlForbidden', '')]);
    expect(found?.what.en).toContain('(sysctl), which');
  });

  it('is not another refusal', () => {
    expect(findings(cause, [rejected('AppArmor', '')])).toEqual([]);
  });
});
