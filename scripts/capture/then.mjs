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

/** `when` a pod is where it should be, `act` is done once; it may give what undoes it. */
export const THEN = {
  delete: {
    when: runs,
    act: ({ metadata: { name, namespace } }) => {
      kubectl('delete', 'pod', '--wait=false', '-n', namespace, name);
    },
  },
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
