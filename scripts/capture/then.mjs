// What may happen to a scenario's pod after its start, by the word in its annotation.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { evict, kubectl } from './kubectl.mjs';

const DEBUG_IMAGE = 'localhost:5000/debug/toolbox:1';

const runs = ({ status }) => status.phase === 'Running';
const isPlaced = ({ spec }) => spec.nodeName !== undefined;

/** Leaves a debug container behind that has ended, badly. */
function debug({ metadata: { name, namespace } }) {
  const container = { name: 'debug', image: DEBUG_IMAGE, command: ['false'] };
  const patch = JSON.stringify({ spec: { ephemeralContainers: [container] } });
  const args = ['--subresource=ephemeralcontainers', '-p', patch];
  kubectl('patch', 'pod', name, '-n', namespace, ...args);
}

function resize({ metadata, spec }, resources) {
  const [{ name }] = spec.containers;
  const container = { name, resources: JSON.parse(resources) };
  const patch = JSON.stringify({ spec: { containers: [container] } });
  const pod = [metadata.name, '-n', metadata.namespace];
  kubectl('patch', 'pod', ...pod, '--subresource=resize', '-p', patch);
}

/** Silences a node (../shared/cluster only); gives what undoes it. */
function silence({ spec: { nodeName } }) {
  const state = process.env.PODCLUSTER_STATE;
  if (!state || !existsSync(state)) {
    throw new Error('silence-node needs PODCLUSTER_STATE (../shared/cluster)');
  }
  const file = path.join(state, `${nodeName}.silent`);
  writeFileSync(file, '');
  return () => rmSync(file, { force: true });
}

/**
 * `when` a pod is where it should be, `act` is done once, with what the annotation says after the word; it may give what undoes
 * it.
 */
export const THEN = {
  delete: {
    when: runs,
    act: ({ metadata: { name, namespace } }) => {
      kubectl('delete', 'pod', '--wait=false', '-n', namespace, name);
    },
  },
  /** Also where no kubelet makes it run. */
  'delete-placed': {
    when: isPlaced,
    act: ({ metadata: { name, namespace } }) => {
      kubectl('delete', 'pod', '--wait=false', '-n', namespace, name);
    },
  },
  /** `resize {"requests":…}`: its first container's resources, in place. */
  resize: { when: runs, act: resize },
  /** As a drain does. */
  evict: {
    when: runs,
    act: ({ metadata: { name, namespace } }) => evict(namespace, name),
  },
  debug: { when: runs, act: debug },
  /** Of the scenario's own. */
  'delete-node': {
    when: isPlaced,
    act: ({ spec: { nodeName } }) => {
      kubectl('delete', 'node', '--wait=false', nodeName);
    },
  },
  'silence-node': { when: isPlaced, act: silence },
};
