import type { JsonObject } from '../../../testing';
import { findings, service, webStatefulSet } from '../../../testing';
import cause from './cause';

const subject = { kind: 'StatefulSet', namespace: 'shop', name: 'web' };
const find = (...objects: JsonObject[]) =>
  findings(cause, objects, { subject });

describe('governing-service-missing', () => {
  it('tells a service that is not there, and the nearest', () => {
    const set = webStatefulSet(
      ['spec.serviceName', 'web-headles'],
      ['status.replicas', 1],
    );
    const [near] = find(set, service(['metadata.name', 'web-headless']));
    expect(near?.severity).toBe('info');
    expect(near?.what.en).toContain('Did you mean “web-headless”?');
    const [none] = find(set, service(['metadata.name', 'shop']));
    expect(none?.why.en).toContain('web-0.web-headles');
  });

  it('leaves one alone that needs none, has it, or has no pods', () => {
    expect(find(webStatefulSet(), service())).toEqual([]);
    expect(find(webStatefulSet(['spec.serviceName', '']), service())).toEqual(
      [],
    );
    expect(find(webStatefulSet(['spec.serviceName', 'x']), service())).toEqual(
      [],
    );
  });
});
