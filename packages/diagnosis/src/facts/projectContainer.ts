import type { Container, ContainerStatus, Probe } from './objects';
import { awaitsIn } from './awaits';
import { listenersIn } from './listens';
import { maxHeapOf } from './maxHeap';
import type { Reader } from './read';
import {
  flag,
  isObject,
  listOf,
  number,
  own,
  quantities,
  shape,
  text,
  textOrNumber,
  texts,
} from './read';

/** The program's name alone: the words after it may carry secrets. */
const program: Reader<string[]> = value => texts(value)?.slice(0, 1);

/** Whether something is set (a hook, say); what it holds is never kept. Already `true` in a projected object. */
export const present: Reader<boolean> = value =>
  value === true || isObject(value) ? true : undefined;

const keyRef = shape({ name: text, key: text, optional: flag });

export const readProbe: Reader<Probe> = shape({
  httpGet: shape({
    path: text,
    port: textOrNumber,
    scheme: text,
    host: text,
  }),
  tcpSocket: shape({ port: textOrNumber, host: text }),
  grpc: shape({ port: number, service: text }),
  exec: shape({ command: program }),
  initialDelaySeconds: number,
  periodSeconds: number,
  timeoutSeconds: number,
  successThreshold: number,
  failureThreshold: number,
});

const readEnv = shape({
  name: text,
  valueFrom: shape({
    configMapKeyRef: keyRef,
    secretKeyRef: keyRef,
    fieldRef: shape({ fieldPath: text }),
    resourceFieldRef: shape({ resource: text, containerName: text }),
  }),
});

export const readSecurityContext = shape({
  runAsNonRoot: flag,
  runAsUser: number,
  privileged: flag,
  readOnlyRootFilesystem: flag,
  allowPrivilegeEscalation: flag,
  runAsGroup: number,
  fsGroup: number,
  seccompProfile: shape({ type: text, localhostProfile: text }),
  appArmorProfile: shape({ type: text, localhostProfile: text }),
  capabilities: shape({ add: texts, drop: texts }),
  sysctls: listOf(shape({ name: text })),
});

const readContainer = shape({
  name: text,
  image: text,
  imagePullPolicy: text,
  command: program,
  argsCount: number,
  listens: listOf(
    shape({ option: text, role: text, port: number, isLocal: flag }),
  ),
  maxHeap: text,
  awaits: listOf(shape({ tool: text, host: text, port: number })),
  restartPolicy: text,
  env: listOf(readEnv),
  envFrom: listOf(
    shape({ configMapRef: keyRef, secretRef: keyRef, prefix: text }),
  ),
  ports: listOf(
    shape({
      name: text,
      containerPort: number,
      hostPort: number,
      protocol: text,
    }),
  ),
  resources: shape({ requests: quantities, limits: quantities }),
  livenessProbe: readProbe,
  readinessProbe: readProbe,
  startupProbe: readProbe,
  securityContext: readSecurityContext,
  volumeMounts: listOf(
    shape({
      name: text,
      mountPath: text,
      subPath: text,
      subPathExpr: text,
      readOnly: flag,
      mountPropagation: text,
    }),
  ),
  volumeDevices: listOf(shape({ name: text, devicePath: text })),
  workingDir: text,
  terminationMessagePolicy: text,
  lifecycle: shape({ preStop: present, postStart: present }),
  tty: flag,
  stdin: flag,
  targetContainerName: text,
});

/**
 * Reads one container of a pod spec: no environment value; of a command only the program; of the arguments their number, and the ports that
 * they say the program listens on, and the far ends that they wait for, and the largest heap that they give to Java (-Xmx).
 */
export const projectContainer: Reader<Container> = value => {
  const container = readContainer(value);
  const args = own(value, 'args');
  // A container that was projected before has lost the words that said it.
  const listens = container?.listens ?? listenersIn(value);
  const awaits = container?.awaits ?? awaitsIn(value);
  const maxHeap = container?.maxHeap ?? maxHeapOf(value);
  return container
    ? {
        ...container,
        ...(Array.isArray(args) && { argsCount: args.length }),
        ...(listens.length > 0 && { listens }),
        ...(awaits.length > 0 && { awaits }),
        ...(maxHeap && { maxHeap }),
      }
    : container;
};

const readTerminated = shape({
  exitCode: number,
  signal: number,
  reason: text,
  message: text,
  startedAt: text,
  finishedAt: text,
  containerID: text,
});

const readState = shape({
  waiting: shape({ reason: text, message: text }),
  running: shape({ startedAt: text }),
  terminated: readTerminated,
});

/** Reads one container status. */
export const projectContainerStatus: Reader<ContainerStatus> = shape({
  name: text,
  image: text,
  imageID: text,
  containerID: text,
  ready: flag,
  started: flag,
  restartCount: number,
  state: readState,
  lastState: readState,
  allocatedResourcesStatus: listOf(
    shape({
      name: text,
      resources: listOf(
        shape({ resourceID: text, health: text, message: text }),
      ),
    }),
  ),
});
