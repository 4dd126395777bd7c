import type { ContainerView, Quote, Text } from '../../engine';
import { quoteOf } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { KubeEvent, Pod } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';
import type { PortHint } from './portHint';
import { hintData, hintOf } from './portHint';
import type { ProbeProblem } from './probeFailure';
import type { ProbeKill } from './probeKill';
import { writtenProbe } from './probeQuestion';
import type { ProbeWords } from './probeWords';
import { probeWords } from './probeWords';

/** What a probe met that ends a container, for the words. */
export interface ProbeMet {
  readonly problem: ProbeProblem;
  readonly status?: number;
  /** What its command said. */
  readonly words?: ProbeWords;
  /** How it asks, as it would be written down. */
  readonly asks: string;
  readonly hint?: PortHint;
  readonly probes?: Text;
}

/** What the probe met that ends a container, with the events that say so. */
export function probeMet(
  { killing, failure }: ProbeKill,
  about: {
    readonly pod: Pod;
    readonly container: ContainerView;
    readonly kind: 'liveness' | 'startup';
    readonly told: readonly KubeEvent[] | undefined;
    readonly logs: Fact<FactValues['logs']>;
  },
): { readonly met: ProbeMet; readonly quotes: readonly Quote[] } {
  const { container, kind, told = [] } = about;
  const probe = container.spec?.[`${kind}Probe`];
  const message = told[failure?.event ?? -1]?.message;
  const problem = failure?.problem ?? 'unknown';
  const words = problem === 'exit' ? probeWords(message ?? '') : undefined;
  const { hint, quotes } = hintOf(problem, { ...about, probe, message });
  return {
    met: {
      problem,
      ...(failure?.status !== undefined && { status: failure.status }),
      ...(words && { words }),
      asks: writtenProbe(probe, message),
      ...hintData(container, hint, kind),
    },
    quotes: [
      ...quoteOf('events', told, `${killing}.message`),
      ...quoteOf('events', told, `${failure?.event}.message`),
      ...quotes,
    ],
  };
}
