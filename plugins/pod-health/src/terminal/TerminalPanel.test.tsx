import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePodHealthApi, session } from '../testing/FakePodHealthApi';
import { openShell, POD, REASON } from '../testing/__testUtils__/debugDialog';
import { xterm } from '../testing/__testUtils__/fakeXterm';
import {
  accessibilityFaults,
  renderPage,
} from '../testing/__testUtils__/renderPage';
import { crashReport } from '../testing/reports';

jest.mock('./XtermView', () => ({
  __esModule: true,
  ...jest.requireActual('../testing/__testUtils__/fakeXterm'),
}));

describe('the shell', () => {
  it('asks for what was chosen, draws output, sends keys and the size', async () => {
    const { api, socket, receive } = await openShell();
    expect(api.calls).toContainEqual({
      name: 'createSession',
      argument: { pod: crashReport().pods[0].ref, reason: REASON },
    });
    receive({ type: 'output', bytes: new TextEncoder().encode('/ $ ') });
    expect(xterm.drawn).toBe('/ $ ');
    await waitFor(() => expect(socket.sent).toHaveLength(2));
    act(() => xterm.props?.onInput('ls\r'));
    const sent = socket.sent.map(frame =>
      frame.type === 'stdin' ? new TextDecoder().decode(frame.bytes) : frame,
    );
    expect(sent).toEqual([
      { type: 'resize', columns: 100, rows: 30 },
      { type: 'token', token: 'token-1' },
      'ls\r',
    ]);
    expect(screen.getByRole('timer')).toHaveTextContent('1:00:00 left');
    expect(await accessibilityFaults()).toEqual([]);
  });

  it('asks before it pastes several lines, and pastes one line at once', async () => {
    const { user } = await openShell();
    act(() => xterm.props?.onPaste('one line'));
    expect(xterm.pasted).toEqual(['one line']);
    act(() => xterm.props?.onPaste('rm -rf a\nrm -rf b\n'));
    const question = within(
      await screen.findByRole('dialog', {
        name: 'Paste 2 lines into the shell?',
      }),
    );
    expect(question.getByText(/rm -rf a/)).toBeVisible();
    await user.click(question.getByRole('button', { name: 'Do not paste' }));
    expect(xterm.pasted).toEqual(['one line']);
    act(() => xterm.props?.onPaste('a\nb'));
    await user.click(await screen.findByRole('button', { name: 'Paste' }));
    expect(xterm.pasted).toEqual(['one line', 'a\nb']);
  });

  it('says how it ended and keeps the screen', async () => {
    const { dialog, receive } = await openShell();
    receive({
      type: 'status',
      status: {
        state: 'ended',
        now: '',
        endsAt: '',
        reason: 'idle',
        exitCode: 137,
      },
    });
    expect(dialog.getByRole('alert')).toHaveTextContent(
      /The shell has ended.*Nothing was typed for too long. Exit code 137./,
    );
    expect(dialog.getByRole('group', { name: /Terminal/ })).toBeInTheDocument();
    expect(dialog.queryByRole('button', { name: 'End the shell' })).toBeNull();
    expect(dialog.queryByRole('timer')).toBeNull();
  });

  it('warns before it ends for idleness', async () => {
    const { dialog, receive } = await openShell();
    receive({ type: 'notice', notice: { notice: 'idle-soon', at: '' } });
    expect(dialog.getByText(/Nothing typed for a while/)).toBeVisible();
    act(() => xterm.props?.onInput('x'));
    expect(dialog.queryByText(/Nothing typed for a while/)).toBeNull();
  });

  it('says that the connection is lost, and connects again with a new ticket', async () => {
    const { user, api, dialog, socket } = await openShell();
    act(() => socket.closeFromServer(1006));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      /The connection to the shell was lost/,
    );
    await user.click(dialog.getByRole('button', { name: 'Connect again' }));
    await waitFor(() => expect(api.sockets).toHaveLength(2));
    const [, second] = api.sockets;
    expect(second.sent).toEqual([{ type: 'resize', columns: 100, rows: 30 }]);
    const status = { state: 'attached' as const, now: '', endsAt: '' };
    act(() => second.receive({ type: 'status', status }));
    // The replica at the other end may be another one, which does not know the user yet.
    await waitFor(() =>
      expect(second.sent).toContainEqual({ type: 'token', token: 'token-1' }),
    );
  });

  it('learns from the session why a silent socket closed', async () => {
    const { api, dialog, socket } = await openShell();
    api.answers.sessions = [session({ state: 'ended', endReason: 'pod-gone' })];
    act(() => socket.closeFromServer(1006));
    expect(
      await dialog.findByText('The pod was deleted or evicted.'),
    ).toBeVisible();
  });

  it('asks before closing ends it', async () => {
    const { user, api, dialog } = await openShell();
    await user.click(dialog.getByRole('button', { name: 'Close' }));
    const question = within(
      await screen.findByRole('dialog', { name: 'End the shell and close?' }),
    );
    await user.click(question.getByRole('button', { name: 'Keep it open' }));
    expect(api.calls.map(({ name }) => name)).not.toContain('endSession');
    await user.click(dialog.getByRole('button', { name: 'Close' }));
    await user.click(
      await screen.findByRole('button', { name: 'End and close' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.calls.map(({ name }) => name)).toContain('endSession');
  });

  it('is ended by its button, which the keyboard reaches from the terminal', async () => {
    const { user, api, dialog } = await openShell();
    act(() => xterm.props?.onLeave());
    expect(dialog.getByRole('button', { name: 'End the shell' })).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(
      await dialog.findByText('You ended it, or closed its page.'),
    ).toBeVisible();
    expect(api.calls.map(({ name }) => name)).toContain('endSession');
  });

  it('leaves Escape to the programs in it', async () => {
    const { user } = await openShell();
    await user.keyboard('{Escape}');
    expect(
      screen.getByRole('dialog', { name: `Debug shell in ${POD}` }),
    ).toBeInTheDocument();
  });
});

describe('a shell that is open in another window', () => {
  it('is taken over only when asked for', async () => {
    const user = userEvent.setup();
    const api = new FakePodHealthApi({
      report: crashReport(),
      listed: [session({ state: 'attached' })],
      sessions: [session({ state: 'attached' })],
      taken: true,
    });
    renderPage(api);
    await user.click(
      await screen.findByRole('button', { name: 'Go to the shell' }),
    );
    const takeOver = await screen.findByRole('button', {
      name: 'Take over here',
    });
    expect(api.sockets).toHaveLength(0);
    await user.click(takeOver);
    await waitFor(() => expect(api.sockets).toHaveLength(1));
    expect(api.calls.at(-1)).toEqual({
      name: 'openTerminal',
      argument: { takeOver: true },
    });
  });
});
