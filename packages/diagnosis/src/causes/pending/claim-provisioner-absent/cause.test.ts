import {
  ago,
  ALL_STORAGE,
  claim,
  CLAIM_SUBJECT,
  claimReport,
  findings,
  storageClass,
  unscheduledPod,
  WITH_CLAIM,
} from '../../../testing';
import cause from './cause';

const waiting = unscheduledPod(
  'pod has unbound immediate PersistentVolumeClaims',
  WITH_CLAIM,
);
const asked = (name: string, seconds = 500) =>
  claimReport(
    'ExternalProvisioning',
    `Waiting for a volume to be created either by the external provisioner ${name} or manually by the system administrator.`,
    ['type', 'Normal'],
    ['firstTimestamp', ago(seconds)],
  );
const begun = (seconds: number) =>
  claimReport(
    'Provisioning',
    'External provisioner is provisioning volume for claim "shop/data"',
    ['firstTimestamp', ago(seconds)],
    ['lastTimestamp', ago(seconds)],
  );
const judge = (...objects: object[]) =>
  findings(
    cause,
    [waiting, claim(), storageClass('fast'), ...objects],
    ALL_STORAGE,
  );

describe('claim-provisioner-absent', () => {
  it.each(["'disks.example.com'", '"disks.example.com"'])(
    'names the driver: %s',
    name => {
      const [found] = judge(asked(name));
      expect(found?.what.en).toContain(
        'has waited for 10 min for the storage driver “disks.example.com” of class “fast”',
      );
      expect(found?.why.en).toContain('has not answered at all');
    },
  );

  it('knows a driver that began and never ended', () => {
    const [found] = judge(asked("'disks.example.com'"), begun(400));
    expect(found?.why.en).toContain('neither success nor failure');
  });

  it('looks at a claim itself', () => {
    const objects = [claim(), asked("'x.example.com'")];
    const [found] = findings(cause, objects, {
      ...CLAIM_SUBJECT,
      missing: { storageClasses: 'forbidden' },
    });
    expect(found?.what.en).toMatch(/^The claim “data” has waited/);
  });

  it('gives a driver time, and says so soon', () => {
    expect(judge(asked("'disks.example.com'", 20))).toEqual([]);
    expect(judge(asked("'disks.example.com'"), begun(20))).toEqual([]);
    const [silent] = judge(asked("'disks.example.com'", 40));
    expect(silent?.severity).toBe('warning');
    expect(silent?.why.en).toContain('has not answered yet');
    const [atWork] = judge(asked("'disks.example.com'"), begun(200));
    expect(atWork?.severity).toBe('info');
    expect(atWork?.why.en).toContain('is at work');
    const [late] = judge(asked("'disks.example.com'", 90));
    expect(late?.severity).toBe('critical');
  });

  it('leaves a driver alone that answered with a failure', () => {
    const failed = claimReport('ProvisioningFailed', 'rpc error: no');
    expect(judge(asked("'disks.example.com'"), failed)).toEqual([]);
  });
});
