import type { ClaimProblem, ClaimView } from './claimView';

/** What one claim was found to suffer from. */
export interface Judged {
  readonly problem: ClaimProblem;
  /** Index of the event about the claim that tells it. */
  readonly event?: number;
  /** Words of that event, or of the scheduler or kubelet. */
  readonly message?: string;
  readonly storageClass?: string;
}

const NOT_FOUND =
  /persistentvolumeclaims? "([^"]{1,253})" not found|v1\.PersistentVolumeClaim "([^"]{1,317})"/g;
const LOST =
  /persistentvolumeclaim "([^"]{1,253})" bound to non-existent persistentvolume/g;
const DELETING = /persistentvolumeclaim "([^"]{1,253})" is being deleted/g;
const EPHEMERAL =
  /ephemeral volume controller to create the persistentvolumeclaim "([^"]{1,253})"|PVC (\S{1,317}) was not created for (?:the )?pod/g;
const VOLUME_GONE =
  /found PV object|failed to fetch PV |empty pvc\.Spec\.VolumeName|bound to non-existent pv|persistentvolumes? "[^"]{1,253}" not found/i;
const PROCESSED = /error processing PVC "?[^\s/"]{1,63}\/([^\s:"]{1,253})"?: /;

/** Whether a message names this claim, with or without its namespace. */
function says(message: string, pattern: RegExp, name: string): boolean {
  return [...message.matchAll(pattern)].some(([, ...found]) =>
    found.some(one => one === name || one?.endsWith(`/${name}`)),
  );
}

/** What the scheduler or the kubelet says of this very claim. */
export function bySaying(view: ClaimView): Judged | undefined {
  const { name, isEphemeral, object, verdict } = view;
  const { message = '' } = verdict ?? {};
  const told = (problem: ClaimProblem) => ({ problem, message });
  if (says(message, EPHEMERAL, name)) return told('ephemeral');
  if (says(message, NOT_FOUND, name))
    return told(isEphemeral ? 'ephemeral' : 'missing');
  if (says(message, DELETING, name)) return told('deleting');
  if (says(message, LOST, name)) return told('lost');
  const processed = PROCESSED.exec(message)?.[1];
  if (processed !== undefined && processed !== name) return undefined;
  if (/PVC is being deleted/.test(message)) return told('deleting');
  // The volume is named, not the claim.
  const { volumeName } = object?.spec ?? {};
  const isOurs = volumeName === undefined || message.includes(volumeName);
  return VOLUME_GONE.test(message) && isOurs ? told('lost') : undefined;
}
