import {
  applyHealthChange,
  PodHealthError,
  type HealthEvent,
  type HealthReport,
} from 'backstage-plugin-pod-health-common';

/** What is left of the streams read so far: the newest report, and where the next stream may go on. */
export interface HealthModel {
  readonly report?: HealthReport;
  /** `<stream>.<seq>`; absent: ask for everything. */
  readonly cursor?: string;
}

/**
 * What is known after one more event. Pure. Throws `protocol-error` when a change does not follow from what is known: then everything has to be asked
 * for again.
 */
export function afterEvent(
  model: HealthModel,
  { type, seq, stream, report, change }: HealthEvent,
): HealthModel {
  if (type === 'report' && report) {
    return { report, ...(stream && { cursor: `${stream}.${seq}` }) };
  }
  if (type !== 'change' || !change) {
    return model;
  }
  const [id, known] = (model.cursor ?? '').split('.');
  // The first change after coming back may have the number that is known: nothing has happened.
  const follows = seq === Number(known) + 1 || seq === Number(known);
  if (!model.report || !id || !follows) {
    throw new PodHealthError('protocol-error', `change ${seq} after ${known}`);
  }
  return {
    report: applyHealthChange(model.report, change),
    cursor: `${id}.${seq}`,
  };
}
