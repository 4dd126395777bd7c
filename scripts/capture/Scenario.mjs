// A manifest applied to a real cluster in a namespace of its own, and taken away again.
import { existsSync, readFileSync } from 'node:fs';
import { get, kubectl, kubectlWith } from './kubectl.mjs';
import { THEN } from './then.mjs';

/**
 * A pod's annotation that says what to do once it is where it should be: a word of THEN. A file `scenario-then.yaml`
 * (`NAME-then.yaml` beside NAME.yaml) is applied once every pod runs: a second revision, say.
 */
const WORD = 'pod-health.io/scenario-then';

/** Labels of the namespace, `a=b,c=d`: an annotation of any object in the manifest. */
const LABELS = /pod-health\.io\/scenario-namespace-labels: *['"]?([^'"\s]+)/;

/** The node controller believes a node whose name it knows only by a heartbeat it has not seen. */
const NOW = /(lastHeartbeatTime: )NOW/g;

const isRunning = ({ status }) =>
  status.phase === 'Running' &&
  status.containerStatuses?.every(({ ready }) => ready);

export class Scenario {
  #manifest;
  #text;
  #done = false;
  #undo;

  constructor(id, manifest) {
    this.#manifest = manifest;
    this.#text = readFileSync(manifest, 'utf8');
    this.namespace = `capture-${id}-${process.pid}`;
  }

  /** Whether the other pods of the cluster feel it: it takes a node away, or brings some that nobody can use. */
  get disturbs() {
    return (
      this.#text.includes(`${WORD}: silence-node`) ||
      /^kind: Node$/m.test(this.#text)
    );
  }

  /** Whether the cause only shows beside another that is the root, as the manifest's annotation says. */
  get isBeside() {
    return this.#text.includes('pod-health.io/scenario-beside-another');
  }

  /** Unknown fields are let through: a misspelt one is a scenario. */
  apply() {
    kubectl('create', 'namespace', this.namespace);
    const labels = LABELS.exec(this.#text)?.[1];
    if (labels) {
      kubectl('label', 'namespace', this.namespace, ...labels.split(','));
    }
    this.#apply(this.#manifest);
  }

  #apply(file) {
    const text = readFileSync(file, 'utf8');
    const now = text.replace(NOW, `$1'${new Date().toISOString()}'`);
    const where = ['--validate=false', '-n', this.namespace];
    kubectlWith(now, 'apply', ...where, '-f', '-');
  }

  pods() {
    return get('pods', '-n', this.namespace);
  }

  /** Does what the manifest asks for after the start, once, as soon as the pod is where it should be. */
  async doThen() {
    if (this.#done) return;
    const pods = this.pods();
    const next = this.#manifest.replace(/\.yaml$/, '-then.yaml');
    if (existsSync(next) && pods.every(isRunning) && pods.length > 0) {
      this.#apply(next);
      this.#done = true;
      return;
    }
    for (const pod of pods) {
      const said = pod.metadata.annotations?.[WORD];
      if (said === undefined) continue;
      const [word] = said.split(' ', 1);
      if (!Object.hasOwn(THEN, word)) {
        throw new Error(`unknown ${WORD}: ${word}`);
      }
      if (THEN[word].when(pod)) {
        this.#undo = THEN[word].act(pod, said.slice(word.length + 1));
        this.#done = true;
      }
    }
  }

  /** Removes everything, also what stands outside the namespace or holds on by a finalizer. */
  remove() {
    this.#undo?.();
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
    // A pod on a node without a kubelet would hold the namespace for ever.
    const atOnce = ['--force', '--grace-period=0', '--wait=false'];
    kubectl('delete', 'pods', '--all', '-n', this.namespace, ...atOnce);
    kubectl(
      'delete',
      'namespace',
      '--ignore-not-found',
      '--wait=false',
      this.namespace,
    );
  }
}
