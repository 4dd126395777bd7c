/** The terminal and how a session ended. */
export const terminal = {
  'terminal.label': 'Terminal of the debug shell in {{pod}}',
  'terminal.connecting': 'Connecting…',
  'terminal.loading': 'Loading the terminal…',
  'terminal.left': '{{time}} left',
  'terminal.leftLabel': 'Time until the shell ends by itself',
  'terminal.idle':
    'Nothing typed for a while: the shell ends in {{time}}. Type anything to keep it.',
  'terminal.endingSoon': 'The shell ends by itself in {{time}}.',
  'terminal.end': 'End the shell',
  'terminal.ending': 'Ending…',
  'terminal.leave': 'To leave the terminal by keyboard press Ctrl+Shift+X.',
  'terminal.closeAsk': 'End the shell and close?',
  'terminal.closeText': 'Programs still running in it will be stopped.',
  'terminal.closeYes': 'End and close',
  'terminal.closeNo': 'Keep it open',
  'terminal.again': 'Start a new shell',
  'terminal.reconnect': 'Connect again',
  'terminal.lost': 'The connection to the shell was lost',
  'terminal.lostText':
    'The shell waits half a minute for you to come back; then it ends.',
  'terminal.kept': 'What is on the screen stays here until you close it.',
  'terminal.takeOver': 'Take over here',
  'terminal.takeOverText':
    'This shell is open in another window. Only one may type; the other one is disconnected.',

  'paste.title': 'Paste {{count}} lines into the shell?',
  'paste.text': 'Each line is run at once. Check that you mean it:',
  'paste.yes': 'Paste',
  'paste.no': 'Do not paste',

  'notice.target-restarted':
    'The container you look into has restarted; what you saw of it is gone.',
  'notice.reconnecting': 'The portal reconnects to the cluster…',

  'ended.title': 'The shell has ended',
  'ended.exitCode': 'Exit code {{code}}.',
  'ended.user-exit': 'You left the shell.',
  'ended.user-closed': 'You ended it, or closed its page.',
  'ended.idle': 'Nothing was typed for too long.',
  'ended.max-duration': 'It reached its longest permitted time.',
  'ended.credential-expired': 'Your sign-in ran out. Sign in again.',
  'ended.identity-changed': 'Somebody else signed in on this page.',
  'ended.permission-revoked':
    'You no longer have permission to debug this service.',
  'ended.locked': 'An administrator locked debug sessions here.',
  'ended.taken-over': 'It goes on in another window.',
  'ended.pod-gone': 'The pod was deleted or evicted.',
  'ended.pod-replaced': 'The pod was replaced by a new one of the same name.',
  'ended.start-failed': 'The debug container did not start.',
  'ended.cluster-disconnected':
    'The connection between portal and cluster broke. A shell cannot be picked up again; start a new one.',
  'ended.server-restart': 'The portal restarted. Start a new shell.',
  'ended.protocol-error':
    'Browser, portal and cluster did not understand each other.',
  'ended.audit-failed':
    'The audit log could not be written, so the shell had to end.',
  'ended.lost': 'The part of the portal that held the shell went away.',
};
