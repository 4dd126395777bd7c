import { webDaemonSet, deployment, eventOf, findings } from '../../../testing';
import type { JsonObject } from '../../../testing';
import cause from './cause';

const find = (kind: string, ...objects: JsonObject[]) =>
  findings(cause, objects, {
    subject: { kind, namespace: 'shop', name: 'web' },
  });
const said = (kind: string) =>
  eventOf(
    kind,
    'SelectingAll',
    `This ${kind} is selecting all pods. A non-empty selector is required.`,
  );

describe('selector-empty', () => {
  it('knows it of both kinds', () => {
    const empty = deployment(['spec.selector', {}]);
    expect(find('Deployment', empty, said('Deployment'))).toHaveLength(1);
    const set = webDaemonSet(['spec.selector', { matchLabels: {} }]);
    const [found] = find('DaemonSet', set, said('DaemonSet'));
    expect(found?.what.en).toContain('DaemonSet “web” has an empty selector');
  });

  it('does not count an old event after the selector was set', () => {
    expect(find('Deployment', deployment(), said('Deployment'))).toEqual([]);
  });
});
