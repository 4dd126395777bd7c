import { diagnosisBy, event, findings, waitingPod } from '../../../testing';
import type { Tweak } from '../../../testing';
import cause from './cause';

const said = (message: string, ...tweaks: Tweak[]) => [
  waitingPod('ContainerCreating', undefined, ...tweaks),
  event('FailedCreatePodSandBox', `Failed to create pod sandbox: ${message}`, [
    'count',
    3,
  ]),
];
const network = (message: string) =>
  `rpc error: code = Unknown desc = failed to setup network for sandbox "a": ${message}`;
const found = (message: string, ...tweaks: Tweak[]) =>
  findings(cause, said(message, ...tweaks))[0];

describe('sandbox-not-created', () => {
  it.each([
    'rpc error: code = Unknown desc = the moon is full',
    'rpc error: code = Unknown desc = failed to parse sandbox DNSConfig: too many searches',
    'Failed to construct FQDN from Pod hostname and cluster domain, FQDN a.b is too long (64 characters is the max, 70 characters requested)',
  ])('shows words that no other cause of sandboxes knows: %s', message => {
    const one = found(message);
    expect(one?.what.en).toContain('node “worker” failed 3 times');
    expect(one?.quotes[0]?.value).toContain(message);
  });

  it('leaves what is known to its own cause', () => {
    expect(
      found(network('plugin type="bridge" failed (add): boom')),
    ).toBeUndefined();
  });

  it('leaves a slow start without such an event alone', () => {
    const pulling = event('Pulling', 'Pulling image "web"');
    expect(findings(cause, [waitingPod('ContainerCreating'), pulling])).toEqual(
      [],
    );
  });

  it('is unchecked only where nothing was ever made and the events are gone', () => {
    const missing = { events: 'expired' } as const;
    const by = (state: string) =>
      diagnosisBy(cause, [waitingPod(state)], { missing }).unchecked.length;
    expect(by('ContainerCreating')).toBe(1);
    expect(by('ErrImagePull')).toBe(0);
  });
});
