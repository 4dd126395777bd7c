// A manifest applied to a real cluster in a namespace of its own, and taken away again.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { get, kubectl } from './kubectl.mjs';

/**
 * A pod's annotation that says what to do once it has a node: `delete` it (when it runs; `delete-placed`: also where no kubelet
 * makes it run), `resize {"requests":…}` (its first container's resources, in place), or `silence-node`
 * (../shared/cluster only). A file `scenario-then.yaml` beside the manifest is applied once every pod runs: a second revision, say.
 */
const THEN = 'pod-health.io/scenario-then';

/** Labels of the namespace, `a=b,c=d`: an annotation of any object in the manifest. */
const LABELS = /pod-health\.io\/scenario-namespace-labels: *['"]?([^'"\s]+)/;

const isRunning = ({ status }) =>
  status.phase === 'Running' &&
  status.containerStatuses?.every(({ ready }) => ready);

export class Scenario {
  #manifest;
  #done = false;
  #silenced;

  constructor(id, manifest) {
    this.#manifest = manifest;
    this.namespace = `capture-${id}-${process.pid}`;
  }

  /** Unknown fields are let through: a misspelt one is a scenario. */
  apply() {
    kubectl('create', 'namespace', this.namespace);
    const labels = LABELS.exec(readFileSync(this.#manifest, 'utf8'))?.[1];
    if (labels) {
      kubectl('label', 'namespace', this.namespace, ...labels.split(','));
    }
    this.#apply(this.#manifest);
  }

  #apply(file) {
    kubectl('apply', '--validate=false', '-n', this.namespace, '-f', file);
  }

  pods() {
    return get('pods', '-n', this.namespace);
  }

  /** Does what the manifest asks for after the start, once, as soon as the pod is where it should be. */
  async doThen() {
    if (this.#done) return;
    const pods = this.pods();
    const next = path.join(path.dirname(this.#manifest), 'scenario-then.yaml');
    if (existsSync(next) && pods.every(isRunning) && pods.length > 0) {
      this.#apply(next);
      this.#done = true;
      return;
    }
    for (const pod of pods) {
      const then = pod.metadata.annotations?.[THEN];
      const isMade = pod.status.phase === 'Running';
      if (then?.startsWith('resize ') && isMade) {
        this.#resize(pod, JSON.parse(then.slice('resize '.length)));
        this.#done = true;
      } else if (
        (then === 'delete' && isMade) ||
        (then === 'delete-placed' && pod.spec.nodeName)
      ) {
        kubectl(
          'delete',
          'pod',
          '--wait=false',
          '-n',
          this.namespace,
          pod.metadata.name,
        );
        this.#done = true;
      } else if (then === 'silence-node' && pod.spec.nodeName) {
        this.#silence(pod.spec.nodeName);
        this.#done = true;
      }
    }
  }

  #resize({ metadata, spec }, resources) {
    const [{ name }] = spec.containers;
    kubectl(
      'patch',
      'pod',
      metadata.name,
      '-n',
      this.namespace,
      '--subresource=resize',
      '-p',
      JSON.stringify({ spec: { containers: [{ name, resources }] } }),
    );
  }

  #silence(node) {
    const state = process.env.PODCLUSTER_STATE;
    if (!state || !existsSync(state)) {
      throw new Error(
        'silence-node needs PODCLUSTER_STATE (../shared/cluster)',
      );
    }
    this.#silenced = path.join(state, `${node}.silent`);
    writeFileSync(this.#silenced, '');
  }

  /** Removes everything, also what stands outside the namespace or holds on by a finalizer. */
  remove() {
    if (this.#silenced) rmSync(this.#silenced, { force: true });
    for (const { metadata } of this.pods()) {
      if (!metadata.finalizers?.length) continue;
      kubectl(
        'patch',
        'pod',
        metadata.name,
        '-n',
        this.namespace,
        '--type=merge',
        '-p',
        '{"metadata":{"finalizers":null}}',
      );
    }
    // Where no kubelet took the pod nobody confirms its end.
    for (const { metadata, status } of this.pods()) {
      if (status.startTime) continue;
      kubectl(
        'delete',
        'pod',
        metadata.name,
        '-n',
        this.namespace,
        '--grace-period=0',
        '--force',
        '--wait=false',
        '--ignore-not-found',
      );
    }
    kubectl(
      'delete',
      '--ignore-not-found',
      '--wait=false',
      '-n',
      this.namespace,
      '-f',
      this.#manifest,
    );
    kubectl(
      'delete',
      'namespace',
      '--ignore-not-found',
      '--wait=false',
      this.namespace,
    );
  }
}
