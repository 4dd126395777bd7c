import { findings, refusedDeployment } from '../../../testing';
import cause from './cause';

const CLASS = 'spec.template.spec.priorityClassName';

describe('priority-class-not-allowed', () => {
  it.each([
    'insufficient quota to match these scopes: [{PriorityClass In [system-node-critical system-cluster-critical]}]',
    'insufficient quota to consume: pods',
    'pods with system-cluster-critical priorityClass is not permitted in shop namespace',
  ])('knows the words: %s', words => {
    const [found] = findings(
      cause,
      refusedDeployment(`pods "web-5d-" is forbidden: ${words}`, [
        CLASS,
        'system-cluster-critical',
      ]),
    );
    expect(found?.what.en).toContain(
      'the priority class “system-cluster-critical”',
    );
  });

  it('shows the scope', () => {
    const [found] = findings(
      cause,
      refusedDeployment(
        'insufficient quota to match these scopes: [{PriorityClass In [gold]}]',
      ),
    );
    expect(found?.why.en).toContain('{PriorityClass In [gold]}');
  });

  it.each([
    'pods "web-5d-" is forbidden: no PriorityClass with name gold was found',
    'pods "web-5d-" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1',
  ])('leaves alone: %s', answer => {
    expect(findings(cause, refusedDeployment(answer))).toEqual([]);
  });
});
