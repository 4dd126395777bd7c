/**
 * Patching and attaching against a real cluster, with exactly the rights of rbac/*.yaml:
 *
 *   KUBECONFIG=… node scripts/run.mjs yarn workspace backstage-plugin-pod-health-backend test --watch=false \
 *     --testMatch '**\/kube/*.cluster.ts'
 *
 * Makes namespaces and roles of its own and removes them. Needs kubectl.
 */
import {
  applyPod,
  CHECK_IMAGE,
  readUntil,
  startClusterCheck,
  waitForPod,
  type ClusterCheck,
} from '../testing/clusterCheck';
import { createClusterPod, type ClusterPod } from '../testing/clusterPod';
import type { ClosableKubeApi } from './createKubeApi';
import { PODS } from './kinds';
import { userAgent } from './userAgent';

const NAME = 'pod-health-check-debug';

jest.setTimeout(90_000);

let check: ClusterCheck;
let api: ClosableKubeApi;
/** In a namespace restricted from its beginning: admission answers from a cache that takes its time to hear of a changed label. */
let restricted: ClusterPod;

beforeAll(async () => {
  check = await startClusterCheck(NAME);
  api = check.api;
  applyPod(NAME, 'waiting', {
    containers: [{ name: 'app', image: 'localhost:5000/none/app:1' }],
  });
  waitForPod(NAME, 'waiting', 'condition=PodScheduled');
  restricted = await createClusterPod(api, `${NAME}-restricted`);
});

afterAll(async () => {
  await restricted?.remove();
  await check?.stop();
});

describe('debug', () => {
  const target = () => ({ namespace: NAME, pod: 'app', uid: check.uid });
  const container = (name: string) => ({
    name,
    image: CHECK_IMAGE,
    command: ['sh'],
    stdin: true,
    tty: true,
    terminationMessagePolicy: 'File',
  });

  it('dry-runs, and is refused for another uid, an unknown target and ports', async () => {
    const answer = await api.addEphemeralContainer(target(), container('dry'), {
      dryRun: true,
    });
    expect(JSON.stringify(answer.spec)).toContain('"dry"');
    const stored = await api.get(PODS, 'app', { namespace: NAME });
    expect(JSON.stringify(stored.spec)).not.toContain('"dry"');
    const dry = { dryRun: true };
    await expect(
      api.addEphemeralContainer(
        { ...target(), uid: '00000000-0000-4000-8000-000000000000' },
        container('x'),
        dry,
      ),
    ).rejects.toMatchObject({ code: 'pod-replaced' });
    await expect(
      api.addEphemeralContainer(
        target(),
        { ...container('x'), targetContainerName: 'none' },
        dry,
      ),
    ).rejects.toMatchObject({ code: 'container-not-found' });
    await expect(
      api.addEphemeralContainer(
        target(),
        { ...container('x'), ports: [{ containerPort: 1 }] },
        dry,
      ),
    ).rejects.toMatchObject({
      code: 'cluster-error',
      details: { status: 422 },
    });
  });

  it('is refused by Pod Security in the words of the cluster', async () => {
    const { namespace, pod, uid } = restricted;
    await expect(
      api.addEphemeralContainer({ namespace, pod, uid }, container('x'), {
        dryRun: true,
      }),
    ).rejects.toMatchObject({
      code: 'admission-denied',
      details: { message: expect.stringContaining('violates PodSecurity') },
    });
  });

  it('adds a shell, attaches, types, resizes and sees it end', async () => {
    await api.addEphemeralContainer(target(), container('shell'), {
      userAgent: userAgent('0123abcd'),
    });
    waitForPod(
      NAME,
      'app',
      'jsonpath={.status.ephemeralContainerStatuses[0].state.running}',
    );
    const attach = await api.attach({
      namespace: NAME,
      pod: 'app',
      container: 'shell',
    });
    attach.resize(101, 37);
    attach.write(Buffer.from('stty size; echo a$((1+1))b\n'));
    const text = await readUntil(attach.output, 'a2b');
    expect(text).toContain('37 101');
    attach.write(Buffer.from('exit 3\n'));
    attach.output.resume();
    const status = await attach.closed;
    // Says so even for exit code 3: only the pod's own status tells how a shell ended (facts.md).
    expect(status).toEqual({ success: true });
    waitForPod(
      NAME,
      'app',
      'jsonpath={.status.ephemeralContainerStatuses[0].state.terminated.exitCode}=3',
    );
  });

  it('says why an attach is refused', async () => {
    await expect(
      api.attach({ namespace: NAME, pod: 'none', container: 'app' }),
    ).rejects.toMatchObject({ code: 'pod-not-found' });
    await expect(
      api.attach({ namespace: NAME, pod: 'app', container: 'none' }),
    ).rejects.toMatchObject({ code: 'container-not-found' });
    // The server upgrades first and asks the kubelet then, so this one comes as a status.
    const waiting = await api.attach({
      namespace: NAME,
      pod: 'waiting',
      container: 'app',
    });
    await expect(waiting.closed).resolves.toEqual({
      success: false,
      message: expect.stringContaining('not found in pod'),
    });
  });
});
