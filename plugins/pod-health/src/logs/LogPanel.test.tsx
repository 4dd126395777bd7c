import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePodHealthApi } from '../testing/FakePodHealthApi';
import { EVENTFUL_LOG, line } from '../testing/logs';
import {
  accessibilityFaults,
  giveElementsHeight,
  renderPage,
} from '../testing/__testUtils__/renderPage';
import { crashReport } from '../testing/reports';

let restore: () => void;
beforeEach(() => {
  restore = giveElementsHeight();
});
afterEach(() => restore());

async function openLog(
  api: FakePodHealthApi,
  button = /^Logs: checkout-6b7c9-zx2fw, app/,
) {
  const user = userEvent.setup();
  renderPage(api);
  await screen.findByRole('heading', { level: 2 });
  await waitFor(() =>
    expect(
      screen.getAllByRole('button', { name: button })[0],
    ).not.toHaveAttribute('aria-disabled'),
  );
  await user.click(screen.getAllByRole('button', { name: button })[0]);
  const panel = await screen.findByRole('dialog', {
    name: 'Logs of checkout-6b7c9-zx2fw',
  });
  return { user, panel: within(panel) };
}

const lastQuery = (api: FakePodHealthApi) =>
  api.calls.filter(({ name }) => name === 'streamLogs').at(-1)?.argument;

describe('the log panel', () => {
  it('shows lines as text with their colours, and markers between them', async () => {
    const api = new FakePodHealthApi({
      report: crashReport(),
      log: EVENTFUL_LOG.slice(0, 12),
    });
    const { panel } = await openLog(api);
    expect((await panel.findAllByText('INFO'))[0].className).not.toBe('');
    expect(
      panel.getByText('The container restarted (OOMKilled, exit code 137)'),
    ).toBeInTheDocument();
    expect(
      panel.getByText('1.4 MB missing here: the node had removed them'),
    ).toBeInTheDocument();
    expect(
      panel.getByText('<img src=x onerror=alert(1)> stays text'),
    ).toBeInTheDocument();
    expect(document.querySelector('img')).toBeNull();
    expect(document.body.textContent).not.toContain('\u202e');
    expect(lastQuery(api)).toMatchObject({
      container: 'app',
      follow: true,
      previous: false,
      tailLines: 1000,
    });
    expect(panel.getByText('Live')).toBeInTheDocument();
    expect(await accessibilityFaults()).toEqual([]);
  });

  it('reads the log before the last restart', async () => {
    const api = new FakePodHealthApi({
      report: crashReport(),
      log: [line(1, 'x')],
    });
    const { panel } = await openLog(api, /^Previous logs: .*, app/);
    expect(await panel.findByText('Complete')).toBeInTheDocument();
    expect(lastQuery(api)).toMatchObject({ previous: true, follow: false });
    expect(
      panel.getByRole('checkbox', { name: 'Before the last restart' }),
    ).toBeChecked();
  });

  it('switches to an init container', async () => {
    const api = new FakePodHealthApi({ report: crashReport() });
    const { user, panel } = await openLog(api);
    await user.click(panel.getByLabelText(/Container/));
    await user.click(
      await screen.findByRole('option', { name: 'migrate (init)' }),
    );
    await waitFor(() =>
      expect(lastQuery(api)).toMatchObject({ container: 'migrate' }),
    );
  });

  it('asks for a time by the server’s clock', async () => {
    const api = new FakePodHealthApi({ report: crashReport() });
    const { user, panel } = await openLog(api);
    await user.click(panel.getByLabelText(/Show/));
    await user.click(await screen.findByRole('option', { name: 'Last hour' }));
    await waitFor(() =>
      expect(lastQuery(api)).toMatchObject({
        sinceTime: expect.stringMatching(/^2026-03-02T09:1[56]:/),
      }),
    );
  });

  it('finds text and steps through the places by keyboard', async () => {
    const log = ['one fish', 'two Fish', 'red'].map((text, i) => line(i, text));
    const api = new FakePodHealthApi({ report: crashReport(), log });
    const { user, panel } = await openLog(api);
    await panel.findByText('red');
    await user.type(panel.getByLabelText('Search'), 'fish');
    expect(await panel.findByText('1 of 2')).toBeInTheDocument();
    expect(panel.getAllByText(/^fish$/i).map(({ tagName }) => tagName)).toEqual(
      ['MARK', 'MARK'],
    );
    await user.keyboard('{Enter}');
    expect(panel.getByText('2 of 2')).toBeInTheDocument();
    await user.keyboard('{Enter}');
    expect(panel.getByText('1 of 2')).toBeInTheDocument();
    await user.keyboard('{Shift>}{Enter}{/Shift}');
    expect(panel.getByText('2 of 2')).toBeInTheDocument();
    await user.keyboard('{Escape}');
    expect(panel.getByLabelText('Search')).toHaveValue('');
    expect(screen.getByRole('dialog')).toBeInTheDocument();
  });

  it('says why a log cannot be read', async () => {
    const api = new FakePodHealthApi({
      report: crashReport(),
      logProblem: { code: 'previous-log-not-found', details: {} },
    });
    const { panel } = await openLog(api);
    expect(await panel.findByRole('alert')).toHaveTextContent(
      'There is no log of an earlier run',
    );
    expect(panel.getByText('Stopped')).toBeInTheDocument();
  });

  it('says that a log is empty', async () => {
    const api = new FakePodHealthApi({ report: crashReport(), log: [] });
    const { panel } = await openLog(api);
    expect(
      await panel.findByText('This container has not written anything yet.'),
    ).toBeInTheDocument();
  });
});
