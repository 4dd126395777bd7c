import { screen, waitFor } from '@testing-library/react';
import { GOOD_PREFLIGHT, session } from '../testing/FakePodHealthApi';
import { giveReason, openDialog } from '../testing/__testUtils__/debugDialog';
import { accessibilityFaults } from '../testing/__testUtils__/renderPage';

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
