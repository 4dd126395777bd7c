// `yarn workspace pod-health-demo-cluster contract:cluster`: the contract suite against a real cluster, that of
// POD_HEALTH_CONTRACT_KUBECONFIG or KUBECONFIG. Makes its own namespaces, service accounts and one custom resource
// definition, and removes them. Images: POD_HEALTH_CONTRACT_IMAGE and POD_HEALTH_CONTRACT_DEBUG_IMAGE, any with a busybox shell.
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const kubeconfig =
  process.env.POD_HEALTH_CONTRACT_KUBECONFIG ?? process.env.KUBECONFIG;
if (!kubeconfig) {
  process.stderr.write(
    'Set POD_HEALTH_CONTRACT_KUBECONFIG (or KUBECONFIG) to the cluster to check.\n',
  );
  process.exit(2);
}
const { status } = spawnSync(
  'yarn',
  [
    'test',
    '--watch=false',
    '--runInBand',
    ...process.argv.slice(2),
    'src/contract.test.ts',
  ],
  {
    cwd: dirname(dirname(fileURLToPath(import.meta.url))),
    env: { ...process.env, POD_HEALTH_CONTRACT_KUBECONFIG: kubeconfig },
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 1;
