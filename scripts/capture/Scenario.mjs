// A manifest applied to a real cluster in a namespace of its own, and taken away again.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { get, kubectl } from './kubectl.mjs';

/** A pod's annotation that says what to do once it has a node: `delete` it, or `silence-node` (../shared/cluster only). */
const THEN = 'pod-health.io/scenario-then';

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
    kubectl(
      'apply',
      '--validate=false',
      '-n',
      this.namespace,
      '-f',
      this.#manifest,
    );
  }

  pods() {
    return get('pods', '-n', this.namespace);
  }

  /** Does what the manifest asks for after the start, once, as soon as the pod is where it should be. */
  async doThen() {
    if (this.#done) return;
    for (const pod of this.pods()) {
      const then = pod.metadata.annotations?.[THEN];
      if (then === 'delete' && pod.status.phase === 'Running') {
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
