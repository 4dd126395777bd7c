import { sayEnglish } from '../testing/say';
import { quotePath, quoteSource } from './quoteSource';
import { safeLink } from './safeLink';

const inWords = (from: string, at: string, container?: string, of?: string) =>
  quoteSource(
    { from, at, value: 'x', ...(of && { of }) },
    container,
    sayEnglish,
  );

describe('quoteSource', () => {
  it.each([
    [
      'pod',
      'status.containerStatuses.0.state.waiting.reason',
      'Container app, waiting: reason',
    ],
    [
      'pod',
      'status.initContainerStatuses.1.lastState.terminated.exitCode',
      'Container app, previous run: exit code',
    ],
    [
      'pod',
      'status.containerStatuses.0.restartCount',
      'Container app: restarts',
    ],
    [
      'pod',
      'spec.containers.0.resources.limits.memory',
      'Container app, as configured: memory',
    ],
    ['pod', 'metadata.finalizers.0', 'Pod: finalizer'],
    ['pod', 'spec.nodeSelector.disk', 'Pod, as configured: disk'],
    ['events', '3.message', 'Event: message'],
    ['logs', 'app.previous', 'Log of container app before its restart'],
    ['logs', 'my.app.current', 'Log of container my.app'],
    ['constructor', '0.reason', 'constructor: reason'],
    ['somethingNew', 'a.b', 'somethingNew: b'],
  ])('%s %s is "%s"', (from, at, expected) => {
    expect(inWords(from, at, 'app')).toBe(expected);
  });

  it.each([
    [
      'pod',
      'spec.containers.1.image',
      'proxy',
      'Container proxy, as configured: image',
    ],
    ['pod', 'status.conditions.2.message', 'Ready', 'Condition Ready: message'],
    ['nodes', '3.status.allocatable.cpu', 'worker-1', 'Node worker-1: CPU'],
    ['owners', '0.status.phase', 'web', 'What created the pod web: phase'],
  ])('%s %s of %s is "%s"', (from, at, of, expected) => {
    expect(inWords(from, at, 'app', of)).toBe(expected);
  });

  it.each([
    ['spec.containers.0.resources.requests.cpu', 'Pod, as configured: CPU'],
    ['status.containerStatuses.0.ready', 'State of the pod: ready'],
    ['status.conditions.2.message', 'State of the pod: message'],
  ])('%s without a name is "%s"', (at, expected) => {
    expect(inWords('pod', at)).toBe(expected);
  });

  it('keeps the whole path for those who want it', () => {
    expect(quotePath({ from: 'pod', at: 'status.phase', value: 'x' })).toBe(
      'pod · status.phase',
    );
  });
});

describe('safeLink', () => {
  it('lets https pages of kubernetes.io through', () => {
    const page = 'https://kubernetes.io/docs/concepts/';
    expect(safeLink(page)).toBe(page);
  });

  it.each([
    'javascript:alert(1)', // eslint-disable-line no-script-url -- what must not become a link
    'http://kubernetes.io/',
    'https://kubernetes.io.evil.example/',
    'https://evilkubernetes.io/',
    '//kubernetes.io',
    '',
    undefined,
  ])('makes no link of %s', link => {
    expect(safeLink(link)).toBeUndefined();
  });
});
