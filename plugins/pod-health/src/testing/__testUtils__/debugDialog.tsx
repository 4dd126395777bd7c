import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { DownFrame } from 'backstage-plugin-pod-health-common';
import { FakePodHealthApi, type Answers } from '../FakePodHealthApi';
import { crashReport } from '../reports';
import { renderPage } from './renderPage';

/** The pod of the tests, and the reason given. */
export const POD = 'checkout-6b7c9-zx2fw';
export const REASON = 'payments time out, checking DNS';

/** Opens the debug dialog from the table of pods. */
export async function openDialog(answers: Partial<Answers> = {}) {
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
export async function giveReason(
  user: ReturnType<typeof userEvent.setup>,
  dialog: ReturnType<typeof within>,
) {
  await user.click(dialog.getByLabelText(/Why do you need it/));
  await user.paste(REASON);
}

/** Opens a shell that is attached. Needs XtermView to be mocked by fakeXterm. */
export async function openShell(answers: Partial<Answers> = {}) {
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
