import type { Entity } from '@backstage/catalog-model';
import type { KubeObject } from 'pod-health-demo-cluster';

/** A component whose pods are those with `app: NAME` in the namespace. */
export function component(
  name: string,
  namespace: string,
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/kubernetes-label-selector': `app=${name}`,
        'backstage.io/kubernetes-namespace': namespace,
        ...annotations,
      },
    },
    spec: { type: 'service', owner: `group:default/${namespace}` },
  };
}

/** A namespace, consenting to the group of its own name unless told otherwise. */
export function namespaceObject(
  name: string,
  consent: string | undefined = `group:default/${name}`,
): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      ...(consent && {
        annotations: { 'pod-health.io/debug-consent': consent },
      }),
    },
  };
}

/** A running, ready pod with one container `app`. */
export function podObject(
  app: string,
  namespace: string,
  { name = `${app}-1`, status = runningStatus(), spec = {} as object } = {},
): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      uid: `uid-${name}`,
      labels: { app },
      creationTimestamp: new Date(Date.now() - 600_000).toISOString(),
    },
    spec: {
      nodeName: 'node-1',
      restartPolicy: 'Always',
      containers: [{ name: 'app', image: 'registry.example.com/app:1' }],
      ...spec,
    },
    status,
  };
}

/** Status of a healthy pod. */
export function runningStatus(): Record<string, unknown> {
  const startedAt = new Date(Date.now() - 590_000).toISOString();
  return {
    phase: 'Running',
    conditions: [
      { type: 'Initialized', status: 'True' },
      { type: 'Ready', status: 'True' },
      { type: 'ContainersReady', status: 'True' },
      { type: 'PodScheduled', status: 'True' },
    ],
    containerStatuses: [
      {
        name: 'app',
        image: 'registry.example.com/app:1',
        containerID: 'containerd://a',
        ready: true,
        started: true,
        restartCount: 0,
        state: { running: { startedAt } },
      },
    ],
  };
}

/** Status of a pod whose container exits with a code, and waits to be started again. */
export function crashingStatus(exitCode = 1): Record<string, unknown> {
  const at = (secondsAgo: number) =>
    new Date(Date.now() - secondsAgo * 1000).toISOString();
  const terminated = {
    exitCode,
    reason: 'Error',
    startedAt: at(62),
    finishedAt: at(60),
    containerID: 'containerd://b',
  };
  return {
    phase: 'Running',
    conditions: [
      { type: 'Initialized', status: 'True' },
      { type: 'Ready', status: 'False', reason: 'ContainersNotReady' },
      { type: 'PodScheduled', status: 'True' },
    ],
    containerStatuses: [
      {
        name: 'app',
        image: 'registry.example.com/app:1',
        containerID: 'containerd://b',
        ready: false,
        started: false,
        restartCount: 4,
        state: {
          waiting: {
            reason: 'CrashLoopBackOff',
            message: 'back-off 1m20s restarting failed container=app',
          },
        },
        lastState: { terminated },
      },
    ],
  };
}
