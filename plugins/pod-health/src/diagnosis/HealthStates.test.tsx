import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePodHealthApi, session } from '../testing/FakePodHealthApi';
import { renderPage } from '../testing/__testUtils__/renderPage';
import { crashReport, imageReport, report } from '../testing/reports';

const verdict = () => screen.findByRole('heading', { level: 2 });

describe('without a good report', () => {
  it('says that it is reading', async () => {
    renderPage(new FakePodHealthApi());
    expect(
      await screen.findByText('Reading the state of the pods…'),
    ).toBeVisible();
  });

  it('says what is wrong with the entity, and tries again when asked', async () => {
    const user = userEvent.setup();
    const api = new FakePodHealthApi({
      streamProblem: { code: 'entity-has-no-selector', details: {} },
    });
    renderPage(api);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /does not say which pods belong to this service.*The owners of the service can fix this/,
    );
    api.answers.streamProblem = undefined;
    api.answers.report = report();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await verdict()).toHaveTextContent('The only pod is healthy');
  });

  it('keeps the last report when the connection is lost, and says how old it is', async () => {
    renderPage(
      new FakePodHealthApi({
        report: imageReport(),
        streamProblem: { code: 'portal-unreachable', details: {} },
      }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /The portal does not answer.*What you see is as of/,
    );
    expect(await verdict()).toHaveTextContent(
      /^At \S+: 2 of 3 pods cannot start/,
    );
    expect(screen.getByText(/connection lost, trying again/)).toBeVisible();
    expect(screen.queryByText(/: live/)).not.toBeInTheDocument();
  });

  it('calls nothing healthy now that it does not hear of', async () => {
    renderPage(
      new FakePodHealthApi({
        report: report(),
        streamProblem: { code: 'not-allowed', details: {} },
      }),
    );
    await screen.findByRole('alert');
    expect(await verdict()).toHaveTextContent(
      /^At \S+: The only pod is healthy/,
    );
    expect(screen.queryByText(/Nothing points to a fault/)).toBeNull();
  });

  it('tells an empty service from one whose pods cannot be created', async () => {
    renderPage(
      new FakePodHealthApi({
        report: report({ verdict: 'no-pods', pods: [], podCount: 0 }),
      }),
    );
    expect(await verdict()).toHaveTextContent('This service has no pods');
    expect(screen.getByText(/scaled to zero/)).toBeVisible();
  });
});

describe('shells left open', () => {
  it('are offered to their owner only, and can be ended', async () => {
    const user = userEvent.setup();
    const api = new FakePodHealthApi({
      report: crashReport(),
      listed: [
        session({ id: 'a'.repeat(32), state: 'attached' }),
        session({
          id: 'b'.repeat(32),
          state: 'ready',
          user: 'user:default/ben',
        }),
        session({ id: 'c'.repeat(32), state: 'ended' }),
      ],
    });
    renderPage(api);
    expect(
      await screen.findByText('You have 1 open debug session here.'),
    ).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'End it' }));
    await waitFor(() =>
      expect(screen.queryByText(/open debug session/)).not.toBeInTheDocument(),
    );
    expect(api.calls).toContainEqual({
      name: 'endSession',
      argument: 'a'.repeat(32),
    });
  });
});
