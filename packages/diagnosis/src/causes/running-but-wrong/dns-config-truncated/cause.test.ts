import { diagnose } from '../../../diagnose';
import {
  ago,
  crashingPod,
  event,
  findings,
  pod,
  snapshot,
} from '../../../testing';
import cause from './cause';

const said = (what: string, line: string) =>
  event(
    'DNSConfigForming',
    `${what} limits were exceeded, some ${
      what === 'Nameserver' ? 'nameservers' : 'search paths'
    } have been omitted, the applied ${what.toLowerCase()} line is: ${line}`,
  );

describe('dns-config-truncated', () => {
  it.each([
    ['Nameserver', '10.0.0.1 10.0.0.2 10.0.0.3', 'more than 3 name servers'],
    ['Search Line', 'a.example b.example', 'more search domains'],
  ])('tells what was dropped of %s', (what, line, words) => {
    const [found] = findings(cause, [
      crashingPod({ exitCode: 1 }),
      said(what, line),
    ]);
    expect(found?.severity).toBe('info');
    expect(found?.what.en).toContain(words);
    expect(found?.what.en).toContain(`“${line}”`);
  });

  it('never speaks of a healthy pod, nor of one on its way out', () => {
    const event3 = said('Nameserver', '10.0.0.1');
    expect(diagnose(snapshot([pod(), event3])).found).toEqual([]);
    expect(
      findings(cause, [
        crashingPod({ exitCode: 1 }, ['metadata.deletionTimestamp', ago(5)]),
        event3,
      ]),
    ).toEqual([]);
  });
});
