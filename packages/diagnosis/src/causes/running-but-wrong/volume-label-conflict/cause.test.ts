import { event, findings, pod, WITH_CLAIM } from '../../../testing';
import cause from './cause';

describe('volume-label-conflict', () => {
  it.each([
    [
      'MultipleSELinuxLabels',
      'Volume "data" is mounted twice with different SELinux labels inside this pod',
      'Two containers of the pod',
    ],
    [
      'SELinuxLabelConflict',
      'SELinux label "system_u:object_r:a" conflicts with pod web-2 that uses the same volume as this pod with SELinux label "b"',
      'This pod and another one',
    ],
    [
      'AlreadyMountedVolume',
      'The requested fsGroup is 2000, but the volume pv-1 has GID 1000. The volume may not be shareable.',
      'another group (fsGroup)',
    ],
  ])('knows the event %s', (reason, message, words) => {
    const [found] = findings(cause, [pod(WITH_CLAIM), event(reason, message)]);
    expect(found?.what.en).toContain(words);
    expect(found?.severity).toBe('info');
  });

  it('names the other pod', () => {
    const report = event(
      'SELinuxChangePolicyConflict',
      'SELinuxChangePolicy "Recursive" conflicts with pod web-2 that uses the same volume',
    );
    expect(findings(cause, [pod(WITH_CLAIM), report])[0]?.why.en).toContain(
      '“web-2”',
    );
  });

  it('leaves other events alone', () => {
    const report = event('FailedMount', 'x conflicts with pod y');
    expect(findings(cause, [pod(WITH_CLAIM), report])).toEqual([]);
  });
});
