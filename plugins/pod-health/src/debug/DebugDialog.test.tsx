import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect } from 'react';
import type { DownFrame } from 'backstage-plugin-pod-health-common';
import {
  FakePodHealthApi,
  GOOD_PREFLIGHT,
  session,
  type Answers,
} from '../testing/FakePodHealthApi';
import {
  accessibilityFaults,
  renderPage,
} from '../testing/__testUtils__/renderPage';
import { crashReport } from '../testing/reports';
import type XtermView from '../terminal/XtermView';

type XtermProps = Parameters<typeof XtermView>[0];

/** The mocked terminal: what was drawn and pasted, and the props with which to play the keyboard. */
const xterm: {
  drawn: string;
  pasted: string[];
  props?: XtermProps;
} = { drawn: '', pasted: [] };

jest.mock('../terminal/XtermView', () => ({
  __esModule: true,
  default: function FakeXterm(props: XtermProps) {
    const { onScreen, onResize } = props;
    xterm.props = props;
    useEffect(() => {
      onResize({ columns: 100, rows: 30 });
      onScreen({
        write: (bytes, drawn) => {
          xterm.drawn += new TextDecoder().decode(bytes);
          drawn();
        },
        paste: text => xterm.pasted.push(text),
        focus: () => undefined,
      });
    }, [onScreen, onResize]);
    return <div role="group" aria-label={props.label} />;
  },
}));

beforeEach(() => {
  xterm.drawn = '';
  xterm.pasted = [];
});

const POD = 'checkout-6b7c9-zx2fw';
const REASON = 'payments time out, checking DNS';

async function openDialog(answers: Partial<Answers> = {}) {
  const user = userEvent.setup();
  const api = new FakePodHealthApi({ report: crashReport(), ...answers });
  renderPage(api);
  const table = within(await screen.findByRole('table'));
  const button = table.getByRole('button', { name: `Debug: ${POD}` });
  await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
  await user.click(button);
  const dialog = await screen.findByRole('dialog', {
    name: `Debug shell in ${POD}`,
  });
  return { user, api, dialog: within(dialog) };
}

/** As a paste: typing each letter into a page this size takes seconds. */
async function giveReason(
  user: ReturnType<typeof userEvent.setup>,
  dialog: ReturnType<typeof within>,
) {
  await user.click(dialog.getByLabelText(/Why do you need it/));
  await user.paste(REASON);
}

async function openShell(answers: Partial<Answers> = {}) {
  const opened = await openDialog(answers);
  const { user, api, dialog } = opened;
  await dialog.findByText('A debug session can be started.');
  await giveReason(user, dialog);
  await user.click(dialog.getByRole('button', { name: 'Start the shell' }));
  await waitFor(() => expect(api.sockets).toHaveLength(1));
  const [socket] = api.sockets;
  const receive = (frame: DownFrame) => act(() => socket.receive(frame));
  receive({
    type: 'status',
    status: {
      state: 'attached',
      now: '2026-03-02T10:00:00Z',
      endsAt: '2026-03-02T11:00:00Z',
    },
  });
  return { ...opened, socket, receive };
}

describe('the checklist', () => {
  it('says what an ephemeral container is before it exists', async () => {
    const { dialog } = await openDialog();
    expect(dialog.getByText(/can never be removed or changed/)).toBeVisible();
    expect(
      await dialog.findByText(/after 60 minutes, or after 10 minutes/),
    ).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
  });

  it('wants a reason, and says so to those who cannot see the button is grey', async () => {
    const { user, api, dialog } = await openDialog();
    await dialog.findByText('A debug session can be started.');
    const start = dialog.getByRole('button', { name: 'Start the shell' });
    expect(start).toHaveAttribute('aria-disabled', 'true');
    expect(start).toHaveAccessibleDescription('Give a reason first.');
    const reason = dialog.getByLabelText(/Why do you need it/);
    await user.type(reason, 'abc');
    expect(reason).toBeInvalid();
    expect(start).toHaveAccessibleDescription('2 more characters needed');
    await user.click(start);
    expect(api.calls.map(({ name }) => name)).not.toContain('createSession');
    await user.type(reason, 'de');
    expect(reason).toBeValid();
    expect(start).not.toHaveAttribute('aria-disabled');
  });

  it('does not start what a row refuses, and names who can change it', async () => {
    const { user, api, dialog } = await openDialog({
      preflight: {
        ...GOOD_PREFLIGHT,
        possible: false,
        rows: [
          {
            check: 'consent',
            status: 'refused',
            problem: { code: 'not-consented', details: { namespace: 'shop' } },
          },
        ],
      },
    });
    await dialog.findByText('A debug session cannot be started now.');
    const row = dialog.getByText('Consent of the namespace').closest('li');
    expect(row).toHaveTextContent(/Refused$/);
    expect(row).toHaveTextContent('Your platform team can fix this.');
    await giveReason(user, dialog);
    const start = dialog.getByRole('button', { name: 'Start the shell' });
    expect(start).toHaveAccessibleDescription('The checklist has a refusal.');
    await user.click(start);
    expect(api.calls.map(({ name }) => name)).not.toContain('createSession');
  });

  it('checks again for another target', async () => {
    const { user, api, dialog } = await openDialog();
    await dialog.findByText('A debug session can be started.');
    await user.click(dialog.getByLabelText(/See the processes of/));
    await user.click(await screen.findByRole('option', { name: 'proxy' }));
    await waitFor(() =>
      expect(
        api.calls.filter(({ name }) => name === 'preflight').at(-1)?.argument,
      ).toMatchObject({ target: 'proxy' }),
    );
  });

  it('offers no target to those who may not, and says why', async () => {
    const { dialog } = await openDialog({
      abilities: {
        logs: { allowed: true },
        debug: { allowed: true },
        target: {
          allowed: false,
          problem: { code: 'target-not-allowed', details: {} },
        },
        admin: { allowed: false },
      },
    });
    expect(dialog.queryByLabelText(/See the processes of/)).toBeNull();
    expect(
      dialog.getByText(
        /Only the network of the pod: You may open a debug shell/,
      ),
    ).toBeVisible();
  });
});

describe('starting', () => {
  it('shows the cluster’s own words while it waits, and can be given up', async () => {
    const { user, api, dialog } = await openDialog({
      sessions: [
        session({
          state: 'starting',
          waiting: { reason: 'ErrImagePull', message: 'no such host' },
        }),
      ],
    });
    await dialog.findByText('A debug session can be started.');
    await giveReason(user, dialog);
    await user.click(dialog.getByRole('button', { name: 'Start the shell' }));
    expect(
      await dialog.findByText('The cluster says: ErrImagePull: no such host'),
    ).toBeVisible();
    expect(
      dialog.getByText('The node starts the container').closest('li'),
    ).toHaveAttribute('aria-current', 'step');
    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.calls).toContainEqual({
      name: 'endSession',
      argument: session().id,
    });
  });

  it('says why it was refused, and goes back to the checklist', async () => {
    const { user, dialog } = await openDialog({
      createProblem: { code: 'too-many-sessions', details: {} },
    });
    await dialog.findByText('A debug session can be started.');
    await giveReason(user, dialog);
    await user.click(dialog.getByRole('button', { name: 'Start the shell' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      /as many open debug sessions as you may/,
    );
    await user.click(
      dialog.getByRole('button', { name: 'Back to the checklist' }),
    );
    expect(
      await dialog.findByText('A debug session can be started.'),
    ).toBeVisible();
  });
});

describe('the shell', () => {
  it('asks for what was chosen, draws output, sends keys and the size', async () => {
    const { api, socket, receive } = await openShell();
    expect(api.calls).toContainEqual({
      name: 'createSession',
      argument: { pod: crashReport().pods[0].ref, reason: REASON },
    });
    receive({ type: 'output', bytes: new TextEncoder().encode('/ $ ') });
    expect(xterm.drawn).toBe('/ $ ');
    act(() => xterm.props?.onInput('ls\r'));
    const sent = socket.sent.map(frame =>
      frame.type === 'stdin' ? new TextDecoder().decode(frame.bytes) : frame,
    );
    expect(sent).toEqual([{ type: 'resize', columns: 100, rows: 30 }, 'ls\r']);
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
    expect(api.sockets[1].sent).toEqual([
      { type: 'resize', columns: 100, rows: 30 },
    ]);
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
