// A cluster in which something always happens: pods come, fail, are replaced and go; events are told; deployments are scaled.
import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { benchPod, crashedStatus, wellStatus } from '../bench/live/pods.mjs';

const PODS_OF_EACH = 40;
const STEP_MS = 15;

export class ClusterLife {
  namespaces = ['shop', 'bank'];
  changes = 0;
  #serial = 0;
  #pods = [];

  constructor(demo, draw) {
    this.demo = demo;
    this.draw = draw;
    this.dispatcher = new Agent({ connect: { ca: demo.ca } });
    for (const namespace of this.namespaces) {
      demo.apply({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: namespace },
      });
      for (let i = 0; i < PODS_OF_EACH; i += 1) this.#create(namespace);
    }
    this.#scale(2);
    for (let i = 0; i < 3; i += 1) this.#node(i, 'True');
  }

  /** Changes this and that for a while. */
  async changeFor(ms) {
    const until = Date.now() + ms;
    while (Date.now() < until) {
      this.#change();
      this.changes += 1;
      await wait(STEP_MS);
    }
  }

  /** A list by a user whom no fault is for, read past the store. */
  async list({ kind, namespace, labelSelector }) {
    const { group, version, resource } = kind;
    const root = group ? `apis/${group}/${version}` : `api/${version}`;
    const scope = namespace ? `namespaces/${namespace}/` : '';
    const query = labelSelector ? `?labelSelector=${labelSelector}` : '';
    const answer = await request(
      `${this.demo.url}/${root}/${scope}${resource}${query}`,
      {
        dispatcher: this.dispatcher,
        headers: { authorization: `Bearer ${this.demo.token('admin')}` },
      },
    );
    return answer.body.json();
  }

  #change() {
    const pod = this.draw.one(this.#pods);
    const id = { apiVersion: 'v1', kind: 'Pod', ...pod };
    switch (this.draw.below(8)) {
      case 0:
        this.#create(this.draw.one(this.namespaces));
        break;
      case 1:
        this.demo.remove(id);
        this.#pods = this.#pods.filter(each => each !== pod);
        this.#fill(pod.namespace);
        break;
      case 2:
        this.demo.swapPod(pod.namespace, pod.name);
        break;
      case 3:
      case 4:
        this.demo.setStatus(id, crashedStatus(Date.now()));
        break;
      case 5:
        this.demo.events(1, this.demo.find(id));
        break;
      case 6:
        this.#scale(this.draw.below(9));
        break;
      default:
        this.demo.setStatus(id, wellStatus(Date.now()));
    }
  }

  /** A namespace that died out would look like one that was lost. */
  #fill(namespace) {
    const left = this.#pods.filter(each => each.namespace === namespace);
    if (left.length < PODS_OF_EACH / 2) this.#create(namespace);
  }

  #create(namespace) {
    this.#serial += 1;
    const name = `web-${this.#serial}`;
    const app = this.draw.below(3) === 0 ? 'other' : 'web';
    const pod = benchPod(namespace, name, app);
    this.demo.apply({ ...pod, status: wellStatus(Date.now()) });
    this.#pods.push({ namespace, name });
  }

  #scale(replicas) {
    this.demo.apply({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: this.namespaces[0] },
      spec: { replicas, selector: { matchLabels: { app: 'web' } } },
      status: { replicas },
    });
  }

  #node(index, ready) {
    this.demo.apply({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: `node-${index}` },
      status: { conditions: [{ type: 'Ready', status: ready }] },
    });
  }
}
