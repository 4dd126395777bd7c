import { findings, refusedDeployment } from '../../../testing';
import cause from './cause';

const P = 'pods "web-5d-" is forbidden: ';

describe('runtime-class-missing', () => {
  it.each([
    `${P}pod rejected: RuntimeClass "gvisor" not found`,
    `${P}RuntimeClass "gvisor" not found`,
  ])('knows the words: %s', answer => {
    const [found] = findings(cause, refusedDeployment(answer));
    expect(found?.what.en).toContain('no runtime class “gvisor”');
  });

  it.each([
    `${P}pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead`,
    `${P}conflict: runtimeClass.scheduling.nodeSelector[disktype] = ssd; pod.spec.nodeSelector[disktype] = hdd`,
  ])('leaves alone: %s', answer => {
    expect(findings(cause, refusedDeployment(answer))).toEqual([]);
  });
});
