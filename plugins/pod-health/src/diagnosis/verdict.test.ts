import type { HealthReport } from 'backstage-plugin-pod-health-common';
import { sayEnglish } from '../testing/say';
import {
  card,
  crashReport,
  imageReport,
  pod,
  report,
  unknownReport,
} from '../testing/reports';
import { loadBalancerReport } from '../testing/serviceReport';
import { toneOf, verdictSentence } from './verdict';

const sentence = (changes: Parameters<typeof report>[0]) =>
  verdictSentence(report(changes), sayEnglish);

describe('verdictSentence', () => {
  it('names how many, what, and the root cause', () => {
    expect(verdictSentence(imageReport(), sayEnglish)).toBe(
      '2 of 3 pods cannot start: The image tag does not exist',
    );
    expect(verdictSentence(crashReport(), sayEnglish)).toBe(
      'The only pod keeps crashing: Killed for using more memory than its limit',
    );
  });

  it('names the root cause even when a consequence comes first', () => {
    const { causes, ...rest } = crashReport();
    expect(
      verdictSentence({ ...rest, causes: [...causes].reverse() }, sayEnglish),
    ).toContain('Killed for using more memory');
  });

  it('names what the pods have first, where pods are sick, though a service is worse', () => {
    const { causes, ...rest } = crashReport();
    const service = loadBalancerReport().causes;
    const both = { ...rest, causes: [...service, ...causes] };
    expect(verdictSentence(both, sayEnglish)).toMatch(/^The only pod keeps/);
  });

  it('blames no service for pods that are not there', () => {
    const { causes } = loadBalancerReport();
    const none = { verdict: 'no-pods' as const, pods: [], podCount: 0, causes };
    expect(sentence(none)).toBe('This service has no pods');
    expect(toneOf(report(none))).toBe('unknown');
  });

  it('sets a Chinese title off in the sentence, and leaves its words as they are', () => {
    const title = 'Service 的负载均衡器未配置好';
    const chinese = loadBalancerReport();
    const [first] = chinese.causes;
    const told = { ...chinese, causes: [{ ...first, title }] };
    expect(verdictSentence(told, sayEnglish)).toBe(
      `The pods run, but  ${title}`,
    );
  });

  it('is calm when all is well', () => {
    expect(sentence({})).toBe('The only pod is healthy');
    expect(sentence({ podCount: 3 })).toBe('All 3 pods are healthy');
  });

  it('never calls unknown healthy', () => {
    expect(verdictSentence(unknownReport(), sayEnglish)).toBe(
      'Whether the pods are healthy could not be told',
    );
    expect(toneOf(unknownReport())).toBe('unknown');
  });

  it('says so when pods are sick for no known cause', () => {
    const pods = [pod('a', { state: 'crashing' }), pod('b')];
    expect(sentence({ verdict: 'degraded', pods, podCount: 2 })).toBe(
      '1 of 2 pods keeps crashing; no known cause was recognised',
    );
  });

  it('does not blame the scheduler for a pod that has a node', () => {
    const pending = { state: 'pending' as const, node: undefined };
    const said = (pods: HealthReport['pods']) =>
      sentence({ verdict: 'failing', pods, podCount: 1 });
    expect(said([pod('a', pending)])).toMatch(/cannot be placed on a node/);
    expect(said([pod('a', { ...pending, node: 'worker' })])).toMatch(
      /^The only pod cannot start/,
    );
  });

  it('tells "no pods" from "no pod can be created"', () => {
    const none: Partial<HealthReport> = {
      verdict: 'no-pods',
      pods: [],
      podCount: 0,
    };
    expect(sentence(none)).toBe('This service has no pods');
    expect(toneOf(report(none))).toBe('unknown');
    const blocked = { ...none, causes: [card({ title: 'Quota used up' })] };
    expect(sentence(blocked)).toBe('No pod can be created: Quota used up');
    expect(toneOf(report(blocked))).toBe('bad');
  });
});
