import type { ContractTarget } from './target';

/** One thing a Kubernetes API server does that the product relies on. */
export interface ContractCase {
  readonly name: string;
  run(target: ContractTarget): Promise<void>;
}
