import { findings, refusedDeployment } from '../../../testing';
import cause from './cause';

const P = 'pods "web-5d-" is forbidden: ';

describe('priority-class-missing', () => {
  it('names the class, and quotes the template', () => {
    const [found] = findings(
      cause,
      refusedDeployment(`${P}no PriorityClass with name gold was found`, [
        'spec.template.spec.priorityClassName',
        'gold',
      ]),
    );
    expect(found?.what.en).toContain('no priority class “gold”');
    expect(found?.quotes.map(({ at }) => at)).toContain(
      '1.spec.template.spec.priorityClassName',
    );
  });

  it.each([
    `${P}insufficient quota to match these scopes: [{PriorityClass In [gold]}]`,
    `${P}the integer value of priority (5) must not be provided in pod spec; priority admission controller computed 0 from the given PriorityClass name`,
  ])('leaves alone: %s', answer => {
    expect(findings(cause, refusedDeployment(answer))).toEqual([]);
  });
});
