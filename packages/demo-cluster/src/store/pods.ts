import type { KubeObject } from '../types';

/** A container's state as the API has it. */
export interface ContainerState {
  waiting?: { reason?: string; message?: string };
  running?: { startedAt?: string };
  terminated?: {
    exitCode?: number;
    signal?: number;
    reason?: string;
    message?: string;
    startedAt?: string;
    finishedAt?: string;
    containerID?: string;
  };
}

/** A container's status as the API has it. */
export interface ContainerStatus {
  name: string;
  state?: ContainerState;
  lastState?: ContainerState;
  ready?: boolean;
  started?: boolean;
  restartCount?: number;
  image?: string;
  imageID?: string;
  containerID?: string;
}

/** A container of a pod's spec: the fields the server reads. */
export interface ContainerSpec {
  name?: string;
  image?: string;
  command?: string[];
  args?: string[];
  stdin?: boolean;
  tty?: boolean;
  targetContainerName?: string;
  imagePullPolicy?: string;
  securityContext?: SecurityContext;
  [field: string]: unknown;
}

/** A security context: the fields Pod Security looks at. */
export interface SecurityContext {
  privileged?: boolean;
  allowPrivilegeEscalation?: boolean;
  runAsNonRoot?: boolean;
  runAsUser?: number;
  capabilities?: { add?: string[]; drop?: string[] };
  seccompProfile?: { type?: string };
}

/** A pod's spec: the fields the server reads. */
export interface PodSpec {
  nodeName?: string;
  securityContext?: SecurityContext;
  containers?: ContainerSpec[];
  initContainers?: ContainerSpec[];
  ephemeralContainers?: ContainerSpec[];
  volumes?: { name?: string }[];
  [field: string]: unknown;
}

/** A pod's status: the fields the server reads. */
export interface PodStatus {
  phase?: string;
  containerStatuses?: ContainerStatus[];
  initContainerStatuses?: ContainerStatus[];
  ephemeralContainerStatuses?: ContainerStatus[];
  [field: string]: unknown;
}

/** The spec of a pod object; empty when it has none. */
export function specOf(pod: KubeObject): PodSpec {
  return (pod.spec ?? {}) as PodSpec; // objects come from the test's author or from a recording, in the API's shape
}

/** The status of a pod object; empty when it has none. */
export function statusOf(pod: KubeObject): PodStatus {
  return (pod.status ?? {}) as PodStatus; // as specOf
}

/** The three lists of container statuses, by the name of the spec's list. */
export const STATUS_LISTS = {
  containers: 'containerStatuses',
  initContainers: 'initContainerStatuses',
  ephemeralContainers: 'ephemeralContainerStatuses',
} as const;

/** A container of the pod, and which of the three lists it is in. */
export function findContainer(
  pod: KubeObject,
  name: string,
): { list: keyof typeof STATUS_LISTS; spec: ContainerSpec } | undefined {
  for (const list of [
    'containers',
    'initContainers',
    'ephemeralContainers',
  ] as const) {
    const spec = specOf(pod)[list]?.find(c => c.name === name);
    if (spec) {
      return { list, spec };
    }
  }
  return undefined;
}

/** A container's status, whichever list it is in. */
export function containerStatus(
  pod: KubeObject,
  name: string,
): ContainerStatus | undefined {
  const status = statusOf(pod);
  return [
    ...(status.containerStatuses ?? []),
    ...(status.initContainerStatuses ?? []),
    ...(status.ephemeralContainerStatuses ?? []),
  ].find(s => s.name === name);
}

/** The pod with one container's status changed (or added, for a container that has none yet). */
export function withContainerStatus(
  pod: KubeObject,
  name: string,
  change: (status: ContainerStatus) => ContainerStatus,
): KubeObject {
  const list = STATUS_LISTS[findContainer(pod, name)?.list ?? 'containers'];
  const status = statusOf(pod);
  const before = status[list] ?? [];
  const known = before.some(s => s.name === name);
  const all = known ? before : [...before, { name }];
  return {
    ...pod,
    status: {
      ...status,
      [list]: all.map(s => (s.name === name ? change(s) : s)),
    },
  };
}

/** The container a request means: the named one, else the only one. Throws what the API answers otherwise. */
export function chosenContainer(
  pod: KubeObject,
  asked: string | null,
  fail: (message: string) => Error,
): string {
  const spec = specOf(pod);
  const name = pod.metadata.name;
  if (asked) {
    if (!findContainer(pod, asked)) {
      throw fail(`container ${asked} is not valid for pod ${name}`);
    }
    return asked;
  }
  const main = (spec.containers ?? []).map(c => c.name ?? '');
  const all = [
    ...(spec.initContainers ?? []).map(c => c.name ?? ''),
    ...main,
    ...(spec.ephemeralContainers ?? []).map(c => c.name ?? ''),
  ];
  if (main.length === 1) {
    return main[0];
  }
  throw fail(
    `a container name must be specified for pod ${name}, choose one of: [${all.join(
      ' ',
    )}]`,
  );
}
