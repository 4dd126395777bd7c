// kubectl, as the person who captures would type it.
import { execFileSync } from 'node:child_process';

/** Runs kubectl and gives its output. Throws with its own words. */
export function kubectl(...args) {
  return kubectlWith('', ...args);
}

/** The same, with something to read (`-f -`). */
export function kubectlWith(input, ...args) {
  try {
    return execFileSync('kubectl', args, {
      encoding: 'utf8',
      input,
      maxBuffer: 1 << 30,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  } catch (error) {
    throw new Error(
      `kubectl ${args.join(' ')}: ${error.stderr || error.message}`,
    );
  }
}

/** The objects of `kubectl get KINDS …`. */
export function get(...args) {
  return JSON.parse(kubectl('get', ...args, '-o', 'json')).items;
}

/** Evicts a pod through the eviction API, as a drain does. */
export function evict(namespace, pod) {
  const path = `/api/v1/namespaces/${namespace}/pods/${pod}/eviction`;
  const metadata = { name: pod, namespace };
  execFileSync('kubectl', ['create', '--raw', path, '-f', '-'], {
    input: JSON.stringify({
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata,
    }),
    stdio: ['pipe', 'ignore', 'pipe'],
  });
}

/** The last lines of a container's log; `undefined` when there is none or the kubelet lost it. */
export function log(namespace, pod, container, previous) {
  const args = ['logs', '-n', namespace, pod, '-c', container, '--tail=50'];
  try {
    const text = kubectl(...args, ...(previous ? ['--previous'] : []));
    // The API answers 200 with this sentence when the log is lost.
    const lost = text.startsWith('unable to retrieve container logs');
    return lost || text === '' ? undefined : text;
  } catch {
    return undefined; // no such instance (yet): the fact is then simply not in the fixture
  }
}
