import type { Tweak } from '../../../testing';
import { claim, crashingPod, findings, storageClass } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('privilege-missing', () => {
  it.each([
    [
      "chown: changing ownership of '/var/lib/postgresql/data': Operation not permitted",
      '/var/lib/postgresql/data',
    ],
    [
      'nginx: [emerg] chown("/var/cache/nginx/client_temp", 101) failed (1: Operation not permitted)',
      '/var/cache/nginx/client_temp',
    ],
    [
      "PermissionError: [Errno 1] Operation not permitted: '/dev/net/tun'",
      '/dev/net/tun',
    ],
    [
      'iptables v1.8.7 (nf_tables): Could not fetch rule set generation id: Permission denied (you must be root)',
      '',
    ],
    ['error: failed switching to "redis": operation not permitted', ''],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  const REFUSED =
    "iptables v1.6.0: can't initialize iptables table `nat': Permission denied (you must be root)\nPerhaps iptables or your kernel needs to be upgraded.";
  const withRights = (
    capabilities: Record<string, string[]>,
    previous: string,
  ) =>
    findings(
      cause,
      [
        crashingPod(end, [
          'spec.containers.0.securityContext',
          { capabilities },
        ]),
      ],
      { logs: { app: { previous } } },
    );

  it.each([
    [{ add: ['NET_ADMIN'], drop: ['NET_RAW'] }, 'has no NET_RAW'],
    [{ add: ['CAP_NET_ADMIN'], drop: ['ALL'] }, 'has no NET_RAW'],
    [{}, 'has no NET_ADMIN'],
  ])('knows by the manifest that rules cannot be set: %j', (rights, words) => {
    const [found] = withRights(rights, REFUSED);
    expect(found?.why.en).toContain(words);
    expect(found?.steps[0]?.text.en).toContain('to the capabilities');
  });

  it.each([
    ['of the pod', ['spec.securityContext', { runAsUser: 1030 }]],
    ['of its own', ['spec.containers.0.securityContext.runAsUser', 1030]],
  ] as [string, Tweak][])('knows a user %s that is not root', (_, tweak) => {
    const rights = { capabilities: { add: ['NET_ADMIN', 'NET_RAW'] } };
    const as = (own: Tweak) =>
      findings(
        cause,
        [crashingPod(end, ['spec.containers.0.securityContext', rights], own)],
        { logs: { app: { previous: REFUSED } } },
      );
    const [found] = as(tweak);
    expect(found?.why.en).toContain('runs as user 1030');
    expect(found?.steps[0]?.text.en).toContain('runAsUser: 0');
    expect(as(['spec.securityContext', { runAsUser: 0 }])).toEqual([]);
  });

  it('leaves a missing module to the node', () => {
    const missing =
      "iptables v1.8.4 (legacy): can't initialize iptables table `nat': Table does not exist (do you need to insmod?)";
    expect(withRights({ drop: ['NET_RAW'] }, missing)).toEqual([]);
  });

  it.each(['WARN mlock: operation not permitted\nINFO Vault server started'])(
    'is not told by the words %#',
    log => {
      expect(said(log)).toEqual([]);
    },
  );

  const LOG =
    "chown: changing ownership of '/data/pg': Operation not permitted";
  const onShare = (log: string, ...tweaks: Tweak[]) =>
    findings(
      cause,
      [
        crashingPod(
          end,
          [
            'spec.containers.0.volumeMounts',
            [{ name: 'data', mountPath: '/data' }],
          ],
          [
            'spec.volumes',
            [{ name: 'data', persistentVolumeClaim: { claimName: 'web' } }],
          ],
          ...tweaks,
        ),
      ],
      { logs: { app: { previous: log } } },
    )[0];

  it.each([
    LOG,
    "Error: EPERM: operation not permitted, chown '/data/pg'",
    'chmod: /data/pg: Operation not permitted',
    "cp: failed to preserve ownership for '/data/pg': Operation not permitted",
    'rsync: [generator] failed to set times on "/data/pg": Operation not permitted (1)',
  ])('looks at the storage when root may not: %s', log => {
    const found = onShare(log);
    expect(found?.why.en).toContain('at /data most likely a share');
    expect(found?.steps[0]?.text.en).toContain('change of owner off');
  });

  it('knows the words of a program that sets its rights', () => {
    const found = onShare(
      'initdb: error: could not change permissions of directory "/data/pg": Operation not permitted',
    );
    expect(found?.what.en).toContain('owner or the rights of “/data/pg”');
    expect(found?.why.en).toContain('at /data most likely a share');
  });

  it.each<[string, unknown[], string]>([
    ['nfs-client', [], 'is a share over NFS'],
    ['azurefile-csi', [], 'is a share over SMB'],
    ['efs-sc', [], 'Amazon EFS'],
    [
      'shared',
      [storageClass('shared', ['provisioner', 'nfs.csi.k8s.io'])],
      'is a share over NFS',
    ],
  ])('knows the storage of class %s', (storageClassName, more, words) => {
    const [found] = findings(
      cause,
      [
        crashingPod(
          end,
          ['spec.securityContext', { runAsUser: 999 }],
          [
            'spec.containers.0.volumeMounts',
            [{ name: 'data', mountPath: '/data' }],
          ],
          [
            'spec.volumes',
            [{ name: 'data', persistentVolumeClaim: { claimName: 'web' } }],
          ],
        ),
        claim(
          ['metadata.name', 'web'],
          ['spec.storageClassName', storageClassName],
        ),
        ...more,
      ],
      { logs: { app: { previous: LOG } } },
    );
    expect(found?.why.en).toContain(
      'Its storage forbids it: volume claim “web”',
    );
    expect(found?.why.en).toContain(words);
  });

  it.each([
    ['efs-sc', '/data', 'Amazon EFS'],
    ['nfs-client', '/data', 'is a share over NFS'],
    ['gp3', '/srv', 'needs root or a capability'],
  ])('of many paths takes the one on a share: class %s', (name, path, why) => {
    const previous =
      'chown: /data: Operation not permitted\nchown: /srv: Operation not permitted';
    const [found] = findings(
      cause,
      [
        crashingPod(
          end,
          [
            'spec.containers.0.volumeMounts',
            [{ name: 'data', mountPath: '/data' }],
          ],
          [
            'spec.volumes',
            [{ name: 'data', persistentVolumeClaim: { claimName: 'web' } }],
          ],
        ),
        claim(['metadata.name', 'web'], ['spec.storageClassName', name]),
      ],
      { logs: { app: { previous } } },
    );
    expect(found?.what.en).toContain(`the rights of “${path}”`);
    expect(found?.why.en).toContain(why);
    expect(found?.quotes.map(({ value }) => value)).toContain(
      `chown: ${path}: Operation not permitted`,
    );
  });

  it.each<[string, string, Tweak]>([
    ['is not root', LOG, ['spec.securityContext', { runAsUser: 999 }]],
    [
      'lacks the capability',
      LOG,
      [
        'spec.containers.0.securityContext',
        { capabilities: { drop: ['ALL'] } },
      ],
    ],
    [
      'changes an owner elsewhere',
      LOG.replace('/data', '/var'),
      ['spec.hostname', 'x'],
    ],
    [
      'does something else',
      "open '/data/tun': Operation not permitted",
      ['spec.hostname', 'x'],
    ],
  ])('does not when the program %s', (_, log, tweak) => {
    expect(onShare(log, tweak)?.why.en).toContain('needs root or a capability');
  });
});
