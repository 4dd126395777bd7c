import type { FakeTerminalSocket } from '../src/testing/FakeTerminalSocket';

/** Plays a shell at the other end of a terminal: greets, echoes what is typed; `end`, `idle` and `cut` play what can happen. */
export function playShell(socket: FakeTerminalSocket): void {
  const text = (value: string) =>
    socket.receive({ type: 'output', bytes: new TextEncoder().encode(value) });
  const at = (minutes: number) =>
    new Date(Date.now() + minutes * 60_000).toISOString();
  const status = (state: 'attached' | 'ended') =>
    socket.receive({
      type: 'status',
      status: {
        state,
        now: at(0),
        endsAt: at(60),
        idleEndsAt: at(1),
        ...(state === 'ended' && { reason: 'user-exit' as const, exitCode: 0 }),
      },
    });
  const prompt = '\u001b[1;32mdebug\u001b[0m:\u001b[1;34m/\u001b[0m$ ';
  let typed = '';
  const { send } = socket;
  socket.send = data => {
    send.call(socket, data);
    const frame = socket.sent.at(-1);
    if (frame?.type !== 'stdin') {
      return;
    }
    const input = new TextDecoder().decode(frame.bytes);
    typed += input;
    text(input.replace(/\r/g, '\r\n'));
    if (!input.includes('\r')) {
      return;
    }
    const command = typed.trim();
    typed = '';
    if (command === 'end') {
      status('ended');
    } else if (command === 'idle') {
      socket.receive({
        type: 'notice',
        notice: { notice: 'idle-soon', at: at(0) },
      });
    } else if (command === 'cut') {
      socket.closeFromServer(1006);
    }
    text(prompt);
  };
  // Later, as over a network: the page has to listen first.
  setTimeout(() => {
    status('attached');
    text(`Type end, idle or cut to see what the page does.\r\n${prompt}`);
  }, 300);
}
