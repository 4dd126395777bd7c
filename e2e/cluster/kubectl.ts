import { execFile } from 'node:child_process';
import { once } from 'node:events';

/** A kubectl call that failed, with what it said. */
export class KubectlError extends Error {
  override readonly name = 'KubectlError';
}

/**
 * Runs kubectl as the administrator that KUBECONFIG names: the tests' own hand in the cluster, never the product's. Resolves with its
 * output; rejects with what it said.
 */
export async function kubectl(
  args: readonly string[],
  input?: string,
): Promise<string> {
  const child = execFile('kubectl', args, { maxBuffer: 256 * 1024 * 1024 });
  let output = '';
  let said = '';
  child.stdout?.on('data', text => {
    output += text;
  });
  child.stderr?.on('data', text => {
    said += text;
  });
  child.stdin?.end(input);
  const [code] = await once(child, 'close');
  if (code !== 0) {
    throw new KubectlError(`kubectl ${args.join(' ')}: ${said.trim()}`);
  }
  return output;
}

/** Reads one object, or nothing when it is not there. */
export async function getObject<T>(
  args: readonly string[],
): Promise<T | undefined> {
  const text = await kubectl([
    'get',
    ...args,
    '-o',
    'json',
    '--ignore-not-found',
  ]);
  return text.trim() === '' ? undefined : (JSON.parse(text) as T); // what the caller asked kubectl for
}
