import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.resolve(__dirname, '../..');
const run = promisify(execFile);

/** What the command line says about one subject, of which we read this much. */
export interface CliDiagnosis {
  readonly subject: {
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
  };
  readonly state: string;
  readonly found: readonly { readonly cause: string }[];
}

/** The exact line of the README, in a shell. Exit code 1 means that something was found. */
const COMMAND =
  'kubectl get pods,events,nodes -A -o json | npx --no-install pod-health diagnose -o json';

/** Runs the README's command line on the cluster of KUBECONFIG. */
export async function diagnoseByCli(): Promise<readonly CliDiagnosis[]> {
  const options = { cwd: ROOT, maxBuffer: 256 * 1024 * 1024 };
  const output = await run('sh', ['-c', COMMAND], options).catch(error => {
    if (error.code === 1 && error.stdout) return error;
    throw error;
  });
  return JSON.parse(output.stdout) as readonly CliDiagnosis[]; // our own documented format
}

/** First causes of a namespace's subjects. */
export function firstCauses(
  diagnoses: readonly CliDiagnosis[],
  namespace: string,
): readonly string[] {
  return diagnoses
    .filter(({ subject }) => subject.namespace === namespace)
    .flatMap(({ found }) => found.slice(0, 1).map(({ cause }) => cause));
}
