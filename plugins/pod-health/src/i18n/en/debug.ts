/** The dialog that starts a debug session. */
export const debug = {
  'debug.title': 'Debug shell in {{pod}}',
  'debug.close': 'Close',
  'debug.cancel': 'Cancel',
  'debug.checklist': 'Will it work?',
  'debug.checking': 'Checking, without changing anything…',
  'debug.checkAgain': 'Check again',
  'debug.possible': 'A debug session can be started.',
  'debug.impossible': 'A debug session cannot be started now.',

  'debug.about.title': 'What happens',
  'debug.about.added':
    'A debug container with its own tools is added to the running pod. The application is not restarted.',
  'debug.about.forever':
    'It can never be removed or changed again; only replacing the pod does that. It never restarts.',
  'debug.about.limits':
    'The shell ends by itself after {{max}} minutes, or after {{idle}} minutes without typing.',
  'debug.about.audit':
    'Your name, this reason and how it ended go to the audit log.',
  'debug.about.image': 'Image: {{image}}',

  'debug.reason': 'Why do you need it?',
  'debug.reasonHint':
    '{{min}} to {{max}} characters, kept in the audit log. For example: “payments time out, checking DNS from the pod”.',
  'debug.reasonShort_one': '{{count}} more character needed',
  'debug.reasonShort_other': '{{count}} more characters needed',
  'debug.reasonLong_one': '{{count}} character too many',
  'debug.reasonLong_other': '{{count}} characters too many',

  'debug.target': 'See the processes of',
  'debug.target.none': 'no container: the network of the pod only',
  'debug.target.hint':
    'Sharing a container’s processes also shows its environment and files, secrets included.',
  'debug.target.notAllowed': 'Only the network of the pod: {{reason}}',

  'debug.start': 'Start the shell',
  'debug.startNotYet': 'Give a reason first.',
  'debug.startImpossible': 'The checklist has a refusal.',
  'debug.startChecking': 'The checklist is not finished.',

  'check.permission': 'Your permission',
  'check.consent': 'Consent of the namespace',
  'check.membership': 'The pod belongs to this service',
  'check.pod-state': 'The pod can take a debug container',
  'check.cluster-rights': 'The portal’s rights in the cluster',
  'check.admission': 'The cluster’s own rules',
  'check.image': 'The debug image',
  'check.target': 'The container to look into',
  'check.debuggers': 'Earlier debug containers',
  'check.blast-radius': 'What could be affected',
  'check.other': 'Another check',
  'checkStatus.good': 'Good',
  'checkStatus.warning': 'Careful',
  'checkStatus.refused': 'Refused',
  'checkStatus.unknown': 'Could not tell',

  'note.last-ready-replica':
    'This is the last ready pod of the service. If it suffers, users notice.',
  'note.memory-near-limit':
    'The pod uses {{percent}} % of its memory limit; the shell counts towards it.',
  'note.image-not-pulled-yet':
    'The node has to fetch the image first; that may take a while.',
  'note.debug-containers-present_one':
    '{{count}} debug container is in this pod already.',
  'note.debug-containers-present_other':
    '{{count}} debug containers are in this pod already.',
  'note.shares-processes':
    'The shell will see the processes, environment and files of the container.',
  'note.no-target': 'The shell will see the pod’s network, not its processes.',
  'note.could-not-check': 'This could not be found out; it may still work.',
  'note.consent-by': 'Given to {{by}}.',
  'note.restarts-recently': 'The pod restarted a short while ago.',
  'note.other': 'See the details: {{details}}',

  'step.requested': 'Recorded in the audit log',
  'step.creating': 'Adding the debug container to the pod',
  'step.starting': 'The node starts the container',
  'step.ready': 'Connecting the terminal',
  'debug.starting': 'Starting the debug container',
  'debug.waiting': 'The cluster says: {{reason}}',
  'debug.failed': 'The debug shell could not be started',
  'debug.tryAgain': 'Back to the checklist',

  'sessions.mine_one': 'You have {{count}} open debug session here.',
  'sessions.mine_other': 'You have {{count}} open debug sessions here.',
  'sessions.one': '{{pod}}, started {{ago}}',
  'sessions.oneOf': '{{pod}}, started {{ago}} by {{user}}',
  'sessions.resume': 'Go to the shell',
  'sessions.end': 'End it',
};
