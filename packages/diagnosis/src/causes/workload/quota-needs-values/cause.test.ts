import { findings, refusedDeployment } from '../../../testing';
import cause from './cause';

const refused = (text: string) =>
  refusedDeployment(
    `pods "web-5d-" is forbidden: failed quota: compute: must specify ${text}`,
  );

describe('quota-needs-values', () => {
  it.each([
    [
      'since 1.23',
      'limits.cpu for: app; requests.memory for: app',
      'CPU limits in container “app”; memory requests in container “app”',
    ],
    ['before', 'limits.cpu,limits.memory', 'CPU limits; memory limits'],
    [
      'several containers',
      'limits.cpu for: app,proxy',
      'CPU limits in containers “app” and “proxy”',
    ],
  ])('knows the words %s', (_, text, words) => {
    const [found] = findings(cause, refused(text));
    expect(found?.what.en).toContain(words);
  });

  it('says that a container was added by the cluster', () => {
    const [found] = findings(cause, refused('limits.cpu for: istio-proxy'));
    expect(found?.why.en).toContain(
      'The manifest has no container “istio-proxy”',
    );
    const [own] = findings(cause, refused('limits.cpu for: app'));
    expect(own?.why.en).not.toContain('no container');
  });

  it('names the fields to set', () => {
    const [found] = findings(cause, refused('cpu,limits.memory'));
    expect(found?.steps[1]?.text.en).toContain(
      'resources.requests.cpu and resources.limits.memory',
    );
  });

  it.each([
    'pods "web-5d-" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=1, limited: pods=1',
    'pods "web-5d-" is forbidden: status unknown for quota: compute, resources: limits.cpu',
    'admission webhook "a.b" denied the request: you must specify limits.cpu',
  ])('leaves alone: %s', answer => {
    expect(findings(cause, refusedDeployment(answer))).toEqual([]);
  });
});
