import { kubeTime, type Clock, type Timer } from '../clock';
import type { ObjectStore } from '../store/ObjectStore';
import { PODS, resourceOf, type Resource } from '../store/resources';
import { specOf, statusOf, type ContainerStatus } from '../store/pods';
import type { KubeObject, RecordedLog, Recording } from '../types';
import { chat, parseLines } from './chat';
import { crashLoop } from './crashLoop';
import { Life, type LifeContext } from './Life';
import { shiftRecording } from './shift';

/** How often each reporter repeats what it has to say; of the kubelet's and scheduler's own rhythms the slow ones. */
const PULL_RETRY_MS = 300_000;
const CONFIG_RETRY_MS = 13_000;
const SCHEDULE_RETRY_MS = 300_000;
const HEARTBEAT_MS = 300_000;

/** Puts a recording into the store as of now, and lets its pods go on. Returns what stops them. */
export function bringToLife(
  context: LifeContext,
  recording: Recording,
): () => void {
  const { store, clock } = context;
  const now = shiftRecording(recording, clock.now());
  now.objects.forEach(object => store.put(resourceOf(object), object));
  const stops = now.objects.map(object => {
    if (resourceOf(object) === PODS) {
      const life = new Life(
        context,
        object.metadata.namespace ?? '',
        object.metadata.name,
        object.metadata.uid ?? '',
      );
      live(life, object, now.logs);
      return () => life.stop();
    }
    return object.kind === 'Node' ? beat(store, clock, object) : () => {};
  });
  return () => stops.forEach(stop => stop());
}

function live(life: Life, pod: KubeObject, logs: readonly RecordedLog[]): void {
  if (!specOf(pod).nodeName) {
    life.every(SCHEDULE_RETRY_MS, () => life.repeat(['FailedScheduling']));
    return;
  }
  for (const status of statusOf(pod).containerStatuses ?? []) {
    const own = logs.filter(
      log => log.pod === life.name && log.container === status.name,
    );
    restoreLogs(life, status, own);
    liveContainer(life, status, own);
  }
}

/** Puts the recorded runs' logs where the pod's status says they belong. */
function restoreLogs(
  life: Life,
  status: ContainerStatus,
  recorded: readonly RecordedLog[],
): void {
  const { logs } = life.context;
  const last = status.lastState?.terminated?.containerID;
  const before = recorded.find(log => log.previous);
  const latest = recorded.find(log => !log.previous);
  const { waiting, terminated } = status.state ?? {};
  if (before && last && !waiting) {
    const run = logs.start(life.uid, status.name, last);
    run.append(parseLines(before.lines));
    run.end();
  }
  const id = waiting ? last : status.containerID;
  if (latest && id) {
    const run = logs.start(life.uid, status.name, id);
    run.append(parseLines(latest.lines));
    if (waiting || terminated) {
      run.end();
    }
  }
}

function liveContainer(
  life: Life,
  status: ContainerStatus,
  recorded: readonly RecordedLog[],
): void {
  const { waiting, running } = status.state ?? {};
  const whole = recorded.find(log => log.previous) ?? recorded[0];
  if (
    waiting &&
    /^(ErrImagePull|ImagePullBackOff)$/.test(waiting.reason ?? '')
  ) {
    life.every(PULL_RETRY_MS, () =>
      life.repeat(['Pulling', 'Failed', 'BackOff']),
    );
  } else if (waiting?.reason === 'CreateContainerConfigError') {
    life.every(CONFIG_RETRY_MS, () => life.repeat(['Pulled', 'Failed']));
  } else if ((status.restartCount ?? 0) > 0) {
    crashLoop(life, status, whole?.lines ?? []);
  } else if (running && whole) {
    chat(life, status.name, parseLines(whole.lines), 'for ever');
  }
}

/** A node goes on saying that it is well. */
function beat(
  store: ObjectStore,
  clock: Clock,
  recorded: KubeObject,
): () => void {
  const resource: Resource = resourceOf(recorded);
  let timer: Timer;
  const arm = () => {
    timer = clock.setTimer(HEARTBEAT_MS, () => {
      const node = store.get(resource, undefined, recorded.metadata.name);
      if (node) {
        store.put(resource, withHeartbeat(node, kubeTime(clock.now())));
        arm();
      }
    });
  };
  arm();
  return () => timer.cancel();
}

function withHeartbeat(
  node: KubeObject,
  lastHeartbeatTime: string,
): KubeObject {
  const status = (node.status ?? {}) as { conditions?: object[] }; // as the API has it
  const conditions = status.conditions?.map(c => ({ ...c, lastHeartbeatTime }));
  return { ...node, status: { ...status, conditions } };
}
