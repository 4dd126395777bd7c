import { findings, refusedDeployment } from '../../../testing';
import cause from './cause';

const P = 'pods "web-5d-" is forbidden: ';

describe('placement-forbidden', () => {
  it.each([
    [
      'pod node label selector conflicts with its namespace node label selector',
      'node selector contradicts the one that the namespace prescribes',
    ],
    [
      'pod node label selector labels conflict with its namespace whitelist',
      'node selector contradicts',
    ],
    [
      'pod tolerations (possibly merged with namespace default tolerations) conflict with its namespace whitelist',
      'tolerations are not on the list',
    ],
    [
      'pod tolerations conflict with its cluster whitelist',
      'tolerations are not on the list',
    ],
    [
      'affinity.PodAntiAffinity.RequiredDuringScheduling has TopologyKey topology.kubernetes.io/zone but only key kubernetes.io/hostname is allowed',
      'apart from each other',
    ],
    [
      'conflict: runtimeClass.scheduling.nodeSelector[disktype] = ssd; pod.spec.nodeSelector[disktype] = hdd',
      'runtime class (label “disktype”)',
    ],
  ])('knows the words: %s', (words, sentence) => {
    const [found] = findings(cause, refusedDeployment(`${P}${words}`));
    expect(found?.what.en).toContain(sentence);
  });

  it('leaves a runtime class that is missing alone', () => {
    const answer = `${P}pod rejected: RuntimeClass "gvisor" not found`;
    expect(findings(cause, refusedDeployment(answer))).toEqual([]);
  });
});
