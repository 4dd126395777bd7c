import { randomBytes } from 'node:crypto';
import {
  createClusterPod,
  podWhen,
  type ClusterPod,
} from '../testing/clusterPod';
import { realCluster } from '../testing/realCluster';
import type { ClosableKubeApi } from '../kube/createKubeApi';
import { debugContainer } from './debugContainer';
import { END_SIGNAL } from './guardScript';
import { containerState } from './podState';

/** Against the cluster of KUBECONFIG; `npm run e2e:cluster` runs it. facts.md, "Ending a shell", is what it proves. */

const IMAGE =
  process.env.POD_HEALTH_DEBUG_IMAGE ?? 'localhost:5000/debug/toolbox:1';
/** What only a process of a shell of ours has in its command line. */
const MARK = '98765';

let api: ClosableKubeApi;
let pod: ClusterPod;

beforeAll(async () => {
  api = await realCluster();
  pod = await createClusterPod(
    api,
    `h5-guard-${randomBytes(4).toString('hex')}`,
  );
}, 90_000);

afterAll(async () => {
  await pod?.remove();
  await api?.close();
}, 30_000);

interface Shell {
  readonly container: string;
  /** Resolves when the screen has the text. */
  until(text: string): Promise<void>;
  type(text: string): void;
  /** Exit code of the container, once it has ended. */
  exitCode(): Promise<number | undefined>;
}

async function run(
  name: string,
  container: Readonly<Record<string, unknown>>,
  isSo: (state: ReturnType<typeof containerState>) => boolean,
) {
  await api.addEphemeralContainer(pod, { ...container, name });
  return podWhen(api, pod, found => isSo(containerState(found, name)));
}

async function openShell(options: {
  readonly target?: string;
  readonly limitSeconds?: number;
}): Promise<Shell> {
  const id = randomBytes(16).toString('hex');
  const spec = debugContainer(
    { image: IMAGE },
    { id, runAsUser: 1000, limitSeconds: 120, ...options },
  );
  await run(spec.name, spec, state => state.kind === 'running');
  const attach = await api.attach({ ...pod, container: spec.name });
  let screen = '';
  const listeners = new Set<() => void>();
  attach.output.on('data', chunk => {
    screen += chunk;
    listeners.forEach(listener => listener());
  });
  attach.resize(80, 24);
  return {
    container: spec.name,
    type: text => attach.write(Buffer.from(text)),
    until: text =>
      new Promise(resolve => {
        const check = () => {
          if (screen.includes(text)) {
            listeners.delete(check);
            screen = screen.slice(screen.indexOf(text) + text.length);
            resolve();
          }
        };
        listeners.add(check);
        check();
      }),
    async exitCode() {
      const ended = await podWhen(
        api,
        pod,
        found => containerState(found, spec.name).kind === 'terminated',
      );
      const state = containerState(ended, spec.name);
      return state.kind === 'terminated' ? state.exitCode : undefined;
    },
  };
}

/** Command lines of all living processes that the application's process namespace has. */
async function processes(): Promise<string> {
  const name = `look-${randomBytes(6).toString('hex')}`;
  const { image, securityContext } = debugContainer(
    { image: IMAGE },
    { id: name, runAsUser: 1000, limitSeconds: 1 },
  );
  const script =
    'for p in /proc/[0-9]*; do tr "\\\\0" " " <$p/cmdline; echo; done';
  await run(
    name,
    {
      image,
      securityContext,
      targetContainerName: 'app',
      command: ['sh', '-c', script],
    },
    state => state.kind === 'terminated',
  );
  const log = await api.log({ ...pod, container: name }, { tailLines: 1_000 });
  const chunks = await log.toArray();
  return chunks.join('');
}

describe.each([{ target: undefined }, { target: 'app' }])(
  'a shell with %j',
  ({ target }) => {
    it('prints its first prompt to whoever attaches, and ends with its own exit code', async () => {
      const shell = await openShell({ target });
      await shell.until('$ ');
      shell.type(`sleep ${MARK}1 &\nexit 7\n`);
      expect(await shell.exitCode()).toBe(7);
      expect(await processes()).not.toContain(`${MARK}1`);
    }, 60_000);

    it('ends at its limit though it traps HUP, and leaves no background job', async () => {
      const shell = await openShell({ target, limitSeconds: 5 });
      await shell.until('$ ');
      shell.type(`trap "" HUP TERM INT; (trap "" HUP; sleep ${MARK}2) &\n`);
      shell.type(`echo "set"-up; sleep ${MARK}2\n`);
      await shell.until('set-up');
      expect(await shell.exitCode()).toBe(137);
      expect(await processes()).not.toContain(`${MARK}2`);
    }, 60_000);

    it('ends by the size signal of another attach, with vi in the foreground', async () => {
      const shell = await openShell({ target });
      await shell.until('$ ');
      shell.type('vi new-file\n');
      await shell.until('~');
      const ended = shell.exitCode();
      const asked = performance.now();
      const other = await api.attach({ ...pod, container: shell.container });
      other.resize(END_SIGNAL.columns, END_SIGNAL.rows);
      expect(await ended).toBeGreaterThan(128);
      expect(performance.now() - asked).toBeLessThan(10_000);
    }, 60_000);
  },
);

it('leaves nothing when somebody kills the guard beside a target', async () => {
  const shell = await openShell({ target: 'app' });
  await shell.until('$ ');
  shell.type(`(trap "" HUP; sleep ${MARK}4) & kill -9 $PPID\n`);
  expect(await shell.exitCode()).toBe(137);
  await expect(processes()).resolves.not.toContain(`${MARK}4`);
}, 60_000);
