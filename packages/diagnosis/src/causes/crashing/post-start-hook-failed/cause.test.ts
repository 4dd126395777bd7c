import type { Tweak } from '../../../testing';
import {
  ago,
  crashingPod,
  diagnosisBy,
  event,
  findings,
  waitingPod,
} from '../../../testing';
import cause from './cause';

const HOOK: Tweak = [
  'spec.containers.0.lifecycle',
  { postStart: { exec: { command: ['sh'] } } },
];
const OURS: Tweak = ['involvedObject.fieldPath', 'spec.containers{app}'];
const killed = (...tweaks: Tweak[]) =>
  crashingPod({ reason: 'Error', exitCode: 137 }, HOOK, ...tweaks);
const failed = (message: string, ...tweaks: Tweak[]) =>
  event('FailedPostStartHook', message, OURS, ...tweaks);

describe('post-start-hook-failed', () => {
  it('reads the status for the moment it lasts', () => {
    const waits = waitingPod(
      'PostStartHookError',
      'Exec lifecycle hook ([sh -c x]) for Container "app" in Pod "web-1_shop(pod-uid-1)" failed - error: command \'sh -c x\' exited with 126: , message: ""',
    );
    const [found] = findings(cause, [waits]);
    expect(found?.what.en).toContain('exit code 126');
  });

  it('never shows the hook’s command', () => {
    const words =
      'Exec lifecycle hook ([curl -H token:hunter2]) for Container "app" in Pod "web-1" failed - error: command exited with 3: , message: ""';
    for (const objects of [
      [waitingPod('PostStartHookError', words)],
      [waitingPod(`PostStartHookError: ${words}`)],
      [killed(), failed(words)],
    ]) {
      const [found] = findings(cause, objects);
      expect(found?.what.en).toContain('exit code 3');
      expect(JSON.stringify(found)).not.toContain('hunter2');
    }
  });

  const CALL =
    'Exec lifecycle hook ([sh -c x]) for Container "app" in Pod "web-1_shop(u)" failed - error: command \'sh -c x\' exited with 1: ';
  it.each([
    [
      `${CALL}, message: "Enter Bind DN: Error: EOF when reading a line\\n"`,
      'EOF when reading a line”',
      'has no terminal',
    ],
    [
      `${CALL}, message: "curl: (7) Failed to connect to localhost port 8080: Connection refused"`,
      'Connection refused”',
      'before it listens',
    ],
    [
      `${CALL}, message: "sh: 1: curl: not found\\n"`,
      'curl: not found”',
      'is not in the image',
    ],
    [
      `${CALL}, message: "cp: cannot create \\"/data/x\\": Permission denied\\n"`,
      'Permission denied”',
      'may not do this',
    ],
    [
      `${CALL}, message: "Error: seed failed\\n"`,
      'Error: seed failed”',
      'no order between them',
    ],
  ])('says what the hook said: %#', (message, words, meaning) => {
    const waits = waitingPod('PostStartHookError', message);
    for (const objects of [[waits], [killed(), failed(message)]]) {
      const [found] = findings(cause, objects);
      expect(found?.why.en).toContain(words);
      expect(found?.why.en).toContain(meaning);
    }
  });

  it('knows the words behind the code of old kubelets', () => {
    const waits = waitingPod(
      'PostStartHookError',
      "command 'sh -c ask' exited with 1: Enter Bind DN: Error: EOF when reading a line\nEnter Bind DN: Error: EOF when reading a line\n",
    );
    expect(findings(cause, [waits])[0]?.why.en).toContain(
      'Its command said: “Enter Bind DN: Error: EOF when reading a line”. The command asks a question',
    );
  });

  it('shows no words that repeat the command', () => {
    const message =
      'Exec lifecycle hook ([curl -H token:hunter2 x]) for Container "app" in Pod "web-1" failed - error: command \'curl -H token:hunter2 x\' exited with 3: , message: "sh: curl -H token:hunter2: not found"';
    const [found] = findings(cause, [killed(), failed(message)]);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  it('knows the old status, where the command’s words were the reason', () => {
    const waits = waitingPod(
      "PostStartHookError: command 'sh -c x' exited with 3: ",
    );
    expect(findings(cause, [waits])[0]?.what.en).toContain('exit code 3');
  });

  it.each(['PostStartHook failed', 'Exec lifecycle hook ([x]) failed'])(
    'reads the event: %s',
    message => {
      const [found] = findings(cause, [killed(), failed(message)]);
      expect(found?.container).toBe('app');
      expect(found?.quotes.map(({ at }) => at)).toContain(
        'spec.containers.0.lifecycle.postStart',
      );
    },
  );

  it('says of a call over HTTP that nobody listens yet', () => {
    const said = failed('HTTP lifecycle hook (/) for Container "app" failed');
    expect(findings(cause, [killed(), said])[0]?.why.en).toContain('listen');
  });

  it.each([
    ['137', 'was killed while it ran'],
    ['143', 'was killed while it ran'],
    ['1', 'no order between them'],
  ])('tells a hook that was killed from one that fails: %s', (code, words) => {
    const said = failed(
      `Exec lifecycle hook ([x]) for Container "app" in Pod "web-1" failed - error: command 'x' exited with ${code}: , message: ""`,
    );
    const [found] = findings(cause, [killed(), said]);
    expect(found?.why.en).toContain(words);
  });

  it('is unchecked without events only when the hook could be it', () => {
    expect(diagnosisBy(cause, [killed()]).unchecked).toHaveLength(1);
    const own = crashingPod({ reason: 'Error', exitCode: 1 }, HOOK);
    expect(diagnosisBy(cause, [own]).unchecked).toEqual([]);
    const none = crashingPod({ reason: 'Error', exitCode: 137 });
    expect(diagnosisBy(cause, [none]).unchecked).toEqual([]);
  });

  it.each([
    ['an old event', failed('x', ['lastTimestamp', ago(1700)])],
    [
      'an event of another container',
      event('FailedPostStartHook', 'x', [
        'involvedObject.fieldPath',
        'spec.containers{proxy}',
      ]),
    ],
    ['another event', event('Killing', 'Stopping container app', OURS)],
  ])('leaves %s alone', (_, said) => {
    expect(findings(cause, [killed(), said])).toEqual([]);
  });
});
