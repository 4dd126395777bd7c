// Each cause's own scenario.yaml, made true on a real cluster: the engine has to name that cause first.
import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import path from 'node:path';
import { Scenario } from '../capture/Scenario.mjs';
import { causeFolders } from '../generate/causeIndex.mjs';
import { loadTypeScript, root } from '../loadTypeScript.mjs';
import { diagnoseNamespaces } from './clusterView.mjs';

/** Scenarios that stand at the same time: what one small node runs without getting slow. */
const AT_ONCE = 30;
/** A crash loop needs some rounds, an unreachable registry half a minute. */
const PATIENCE_MS = 240_000;
const POLL_MS = 2_000;

/** Every cause that ships a scenario, in groups: those that disturb the others come last and each by itself. */
function groups(only) {
  const all = causeFolders()
    .filter(({ id }) => !only || only.includes(id))
    .map(({ id, folder }) => ({
      id,
      manifest: path.join(root, folder, 'scenario.yaml'),
    }))
    .filter(({ manifest }) => existsSync(manifest))
    .map(({ id, manifest }) => ({ id, scenario: new Scenario(id, manifest) }));
  const quiet = all.filter(({ scenario }) => !scenario.disturbs);
  // One at a time: a node that they bring is given up after 16 s without a kubelet, and a node that they take is missed by others.
  const alone = all.filter(({ scenario }) => scenario.disturbs);
  return [quiet, ...alone.map(one => [one])];
}

/** What is named first of each subject of a scenario; all that is found, where its cause only shows beside another. */
const namedOf = (diagnoses, { scenario }) =>
  diagnoses
    .map(({ diagnosis }) => diagnosis)
    .filter(({ subject }) => subject.namespace === scenario.namespace)
    .flatMap(({ found, contributing, state }) => {
      const all = [...found, ...contributing];
      const told = scenario.isBeside ? all : all.slice(0, 1);
      return told.length > 0 ? told.map(({ cause }) => cause) : [state];
    });

/** Keeps so many scenarios in the cluster at a time, each until its cause was named first or its patience ends. */
class Run {
  #waiting;
  #active = new Map();
  passed = 0;
  /** A line for each cause that was not named first. */
  failures = [];

  constructor(engine, scenarios, say) {
    this.engine = engine;
    this.say = say;
    this.#waiting = [...scenarios];
  }

  get isOver() {
    return this.#waiting.length + this.#active.size === 0;
  }

  /** Fills up what is in the cluster. */
  start() {
    while (this.#active.size < AT_ONCE && this.#waiting.length > 0) {
      const one = this.#waiting.shift();
      const until = Date.now() + PATIENCE_MS;
      const failure = this.#guarded(one, () => one.scenario.apply());
      if (failure) this.#end(one, failure);
      else this.#active.set(one, until);
    }
  }

  /** Looks once at all that are in the cluster; takes away those that are decided. */
  async look() {
    const active = [...this.#active.keys()];
    for (const { scenario } of active) await scenario.doThen();
    const namespaces = active.map(({ scenario }) => scenario.namespace);
    const diagnoses = await diagnoseNamespaces(this.engine, namespaces);
    for (const one of active) {
      const named = namedOf(diagnoses, one);
      const isNamed = named.includes(one.id);
      if (!isNamed && Date.now() < this.#active.get(one)) continue;
      this.#end(
        one,
        isNamed ? undefined : `not named first: ${named.join(', ')}`,
      );
    }
  }

  /** Takes away whatever still stands. */
  clear() {
    for (const one of this.#active.keys()) this.#remove(one);
  }

  #end(one, failure) {
    this.#active.delete(one);
    this.#remove(one);
    if (failure === undefined) {
      this.passed += 1;
      return;
    }
    this.failures.push(`${one.id}: ${failure}`);
    this.say(this.failures.at(-1));
  }

  #remove(one) {
    this.#guarded(one, () => one.scenario.remove());
  }

  /** What has gone wrong with one scenario, said too; the others go on. */
  #guarded({ id }, act) {
    try {
      act();
      return undefined;
    } catch (error) {
      this.say(`${id}: ${error.message}`);
      return error.message;
    }
  }
}

async function runGroup(engine, scenarios, say) {
  const run = new Run(engine, scenarios, say);
  try {
    while (!run.isOver) {
      run.start();
      await wait(POLL_MS);
      await run.look();
    }
  } finally {
    run.clear();
  }
  return run;
}

/** Runs all scenarios; resolves to how many causes were named first and how many were not. */
export async function causeScenarios(say, only) {
  const engine = await loadTypeScript('packages/diagnosis/src/index.ts');
  const total = { passed: 0, failures: [] };
  for (const scenarios of groups(only)) {
    if (scenarios.length === 0) continue;
    const started = Date.now();
    const { passed, failures } = await runGroup(engine, scenarios, say);
    total.passed += passed;
    total.failures.push(...failures);
    const seconds = Math.round((Date.now() - started) / 1000);
    const tried = total.passed + total.failures.length;
    say(`causes named first: ${total.passed} of ${tried} (${seconds} s)`);
  }
  return { ...total, failed: total.failures.length };
}
