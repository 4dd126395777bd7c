import { findings, refusedDeployment } from '../../../testing';
import cause from './cause';

const invalid = (list: string, end: string) =>
  `Pod "web-5d-x" is invalid: spec.${list}[0].resources.requests: Invalid value: "1Gi": must be less than or equal to memory limit${end}`;
const range = {
  apiVersion: 'v1',
  kind: 'LimitRange',
  metadata: { name: 'defaults', namespace: 'shop' },
  spec: { limits: [{ type: 'Container', default: { memory: '512Mi' } }] },
};

describe('default-limit-below-request', () => {
  it.each([
    ['since 1.27', ' of 512Mi'],
    ['before', ''],
  ])('knows the words %s', (_, end) => {
    const [found] = findings(cause, [
      ...refusedDeployment(invalid('containers', end)),
      range,
    ]);
    expect(found?.what.en).toContain(
      'container “app” requests 1 GiB of memory, more than its limit of 512 MiB.',
    );
    expect(found?.why.en).toContain('“defaults”');
  });

  it('does without the limit range', () => {
    const [found] = findings(
      cause,
      refusedDeployment(invalid('initContainers', '')),
    );
    expect(found?.what.en).toContain(
      'a container requests 1 GiB of memory, more than its limit.',
    );
    expect(found?.why.en).toContain('or by a webhook');
  });

  it.each([
    'Pod "web-5d-x" is invalid: spec.containers[0].env[0].name: Required value',
    'pods "web-5d-" is forbidden: maximum memory usage per Container is 512Mi, but limit is 1Gi',
  ])('leaves alone: %s', answer => {
    expect(findings(cause, refusedDeployment(answer))).toEqual([]);
  });
});
