import { PODS } from '../kube/kinds';
import type { KubeApi, RawObject } from '../kube/types';
import { lifeOf, type Life } from './containerLife';

/** The container whose life is followed. */
export interface FollowedContainer {
  readonly api: KubeApi;
  readonly namespace: string;
  readonly pod: string;
  readonly uid: string;
  readonly container: string;
}

/**
 * What has become of a container, now and with each change of its pod: one list and one watch of this pod. Ends when the
 * server ends the watch or the signal aborts; throws what the cluster answers.
 */
export async function* livesOf(
  followed: FollowedContainer,
  instance: string,
  signal: AbortSignal,
): AsyncGenerator<Life> {
  const { api, namespace, pod, uid, container } = followed;
  const selection = {
    kind: PODS,
    namespace,
    fieldSelector: `metadata.name=${pod}`,
  };
  const judge = (object: RawObject | undefined) =>
    lifeOf(object, uid, container, instance);
  const { items, resourceVersion } = await api.list(selection, { signal });
  yield judge(items[0]);
  for await (const { type, object } of api.watch(selection, {
    resourceVersion,
    signal,
  })) {
    if (type !== 'BOOKMARK') {
      yield judge(type === 'DELETED' ? undefined : object);
    }
  }
}
