import type { Diagnosis, Finding, LifeState, Locale } from 'pod-diagnosis';

/** A finding in one language. */
export function localiseFinding(finding: Finding, lang: Locale) {
  const { title, what, why, steps, ...rest } = finding;
  return {
    ...rest,
    title: title[lang],
    what: what[lang],
    why: why[lang],
    steps: steps.map(step => ({ ...step, text: step.text[lang] })),
  };
}

/** A diagnosis in one language, for `-o json`. */
export function localise(diagnosis: Diagnosis, lang: Locale) {
  return {
    ...diagnosis,
    found: diagnosis.found.map(one => localiseFinding(one, lang)),
    contributing: diagnosis.contributing.map(one => localiseFinding(one, lang)),
  };
}

/** States in which a pod without any finding is well. `terminating` too: a pod past its time is a finding. */
const WELL: readonly LifeState[] = [
  'running',
  'completed',
  'starting',
  'terminating',
];

/** Whether nothing is wrong: nothing found, and in a state of life that is no fault. Not recognised is not healthy. */
export function isHealthy({ found, state }: Diagnosis): boolean {
  return found.length === 0 && WELL.includes(state);
}
