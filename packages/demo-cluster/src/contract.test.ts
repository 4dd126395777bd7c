import { CASES } from './contract/cases';
import { accessOf, clusterTarget } from './contract/clusterTarget';
import { doubleTarget } from './contract/doubleTarget';
import type { ContractTarget } from './contract/target';

/** Set by `contract:cluster`: the kubeconfig of a real cluster to check instead of the double. */
const kubeconfig = process.env.POD_HEALTH_CONTRACT_KUBECONFIG;

describe(`the Kubernetes API, by ${
  kubeconfig ? 'a real cluster' : 'the double'
}`, () => {
  let target: ContractTarget;

  beforeAll(async () => {
    target = kubeconfig
      ? clusterTarget(accessOf(kubeconfig))
      : await doubleTarget();
  });

  afterAll(async () => {
    await target.close();
  }, 60_000);

  it.each(CASES)('$name', async ({ run }) => run(target), 90_000);
});
