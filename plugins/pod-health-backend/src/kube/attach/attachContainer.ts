import { checkedContainer, podPath } from '../paths';
import type { Transport } from '../transport/transport';
import type { AttachConnection, ContainerRef } from '../types';
import { upgrade } from './upgrade';

/** Attaches to a container's terminal, input and output. See KubeApi.attach. */
export async function attachContainer(
  transport: Transport,
  cluster: string,
  { namespace, pod, container }: ContainerRef,
  options: { readonly userAgent?: string; readonly signal?: AbortSignal } = {},
): Promise<AttachConnection> {
  return upgrade(transport, {
    path: podPath(namespace, pod, 'attach', {
      container: checkedContainer(container),
      stdin: true,
      stdout: true,
      tty: true,
    }),
    // The API server checks `create` for an upgrade since 1.35, and `get` before it (facts.md).
    scope: {
      cluster,
      verb: 'create',
      resource: 'pods/attach',
      namespace,
      name: pod,
    },
    userAgent: options.userAgent,
    signal: options.signal,
  });
}
