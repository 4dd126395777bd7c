/** Why an answer of the debug, terminal and log endpoints is no cause: each group of them has one reason. */
const REASONS = {
  field:
    'A field that a debug container may not have: the API refuses the request, and no pod changes. This product never sets one.',
  request:
    'The API refuses the request for a debug container because of what is in it: the dialog that sent it says so, and no pod changes.',
  pod: 'Says that this pod takes no debug container, or cannot start one now: the checklist before a session asks for it, and the pod itself is no worse.',
  started:
    "A debug container that does not start or has ended is no fault of the pod: the session's own record tells it.",
  policy:
    "The cluster's rules refuse a debug container, not the pod: the dry run before a session shows it and who can change it.",
  terminal:
    "An answer to somebody who opens a terminal, shown where it was asked for: it says what the caller may do or whether the container runs, and of the latter the pod's status says more.",
  log: "An answer to somebody who reads a log, shown where it was asked for: why there is none yet, or no more, the pod's status says itself.",
  static:
    'An invalid static manifest reaches no API object and no event, only the log of its kubelet: there is nothing to look at.',
} as const;

const GROUPS: Readonly<Record<keyof typeof REASONS, readonly string[]>> = {
  field: [
    'debug/ephemeral/field/ports',
    'debug/ephemeral/field/resources',
    'debug/ephemeral/field/resizePolicy',
    'debug/ephemeral/field/restartPolicy',
    'debug/ephemeral/field/restartPolicyRules',
    'debug/ephemeral/field/livenessProbe',
    'debug/ephemeral/field/readinessProbe',
    'debug/ephemeral/field/startupProbe',
    'debug/ephemeral/field/lifecycle',
    'debug/ephemeral/field/volumeMounts.subPath',
    'debug/ephemeral/field/volumeMounts.subPathExpr',
  ],
  request: [
    'debug/ephemeral/duplicate-name',
    'debug/ephemeral/target-notfound',
    'debug/ephemeral/removed',
    'debug/ephemeral/changed',
    'debug/ephemeral/on-create',
    'debug/ephemeral/in-template',
    'debug/ephemeral/name-required',
    'debug/ephemeral/volume-notfound',
    'debug/ephemeral/conflict',
    'debug/ephemeral/disabled',
  ],
  pod: [
    'debug/ephemeral/static-pod',
    'debug/ephemeral/terminated-pod',
    'debug/ephemeral/pending-pod',
    'debug/ephemeral/shareProcess',
  ],
  started: [
    'debug/ephemeral/target-not-running',
    'debug/ephemeral/target-exited',
    'debug/ephemeral/pull-fail',
    'debug/ephemeral/nonroot',
  ],
  policy: [
    'debug/ephemeral/psa',
    'debug/ephemeral/webhook',
    'debug/ephemeral/sa-secrets',
    'debug/ephemeral/imagepolicy',
    'debug/ephemeral/rbac',
  ],
  terminal: [
    'debug/exec/create-verb',
    'debug/exec/get-verb',
    'debug/exec/nohost',
    'debug/exec/choose',
    'debug/exec/badcontainer',
    'debug/exec/completed',
    'debug/exec/notfound',
    'debug/exec/dial',
    'debug/exec/oci',
    'debug/exec/state',
    'debug/attach/completed',
  ],
  log: [
    'debug/logs/waiting',
    'debug/logs/pullfail',
    'debug/logs/errpull',
    'debug/logs/previous',
    'debug/logs/terminated',
    'debug/logs/notavail',
    'debug/logs/nolist',
    'debug/logs/unable',
    'debug/logs/nopod',
    'debug/logs/mirror',
    'debug/logs/symlink',
    'debug/logs/inotify',
  ],
  static: ['debug/static/limits'],
};

/** Answers of the endpoints behind debug shells, terminals and logs: they speak to the one who asked, not of the pod. */
export const debugApiContext: Readonly<Record<string, string>> =
  Object.fromEntries(
    Object.entries(GROUPS).flatMap(([group, ids]) =>
      // Object.entries forgets that the keys are those of REASONS.
      ids.map(id => [id, REASONS[group as keyof typeof REASONS]]),
    ),
  );
