import { AttachStream, soon } from './client';
import type { ContractTarget } from './target';

export const ALL = 'stdin=true&stdout=true&tty=true';

/** A pod with a debug shell running in it; the path to attach to it. */
export async function withShell(
  target: ContractTarget,
  command: readonly string[] = ['sh'],
  more: Record<string, unknown> = {},
) {
  const namespace = await target.namespace();
  await target.pod(namespace, {
    name: 'p',
    containers: [{ name: 'app' }],
  });
  const pod = `/api/v1/namespaces/${namespace}/pods/p`;
  const reply = await target.admin.patch(`${pod}/ephemeralcontainers`, {
    spec: {
      ephemeralContainers: [
        {
          name: 'debug',
          image: target.debugImage,
          command,
          stdin: true,
          tty: true,
          ...more,
        },
      ],
    },
  });
  expect(reply.code).toBe(200);
  const { resourceVersion } = reply.json().metadata;
  await debugState(target, namespace, 'running', resourceVersion);
  const path = `${pod}/attach?container=debug&${ALL}`;
  return { namespace, pod, path };
}

/** Waits until the debug container is in a state; resolves with it. */
export async function debugState(
  target: ContractTarget,
  namespace: string,
  wanted: string,
  version = '',
): Promise<any> {
  const watch = async () => {
    const path = `/api/v1/namespaces/${namespace}/pods?watch=true&resourceVersion=${version}`;
    for await (const line of target.admin.lines(path)) {
      const [status] =
        JSON.parse(line).object.status?.ephemeralContainerStatuses ?? [];
      if (status?.state[wanted]) {
        return status.state[wanted];
      }
    }
    throw new Error('the watch ended');
  };
  return soon(`the debug container ${wanted}`, watch());
}

export async function open(
  target: ContractTarget,
  path: string,
  protocols?: readonly string[],
): Promise<AttachStream> {
  const stream = await target.admin.attach(path, protocols);
  if (!(stream instanceof AttachStream)) {
    throw new Error(`the attach was refused: ${stream.code} ${stream.text}`);
  }
  return stream;
}

/** Types a command, and waits for its output to be there. */
export async function enter(
  stream: AttachStream,
  line: string,
  wanted: string | RegExp,
): Promise<void> {
  const from = stream.output.length;
  stream.type(`${line}\r`);
  await stream.until(wanted, from);
}
