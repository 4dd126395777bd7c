import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePodHealthApi } from '../testing/FakePodHealthApi';
import {
  accessibilityFaults,
  renderPage,
} from '../testing/__testUtils__/renderPage';
import {
  card,
  crashReport,
  imageReport,
  pod,
  report,
  unknownReport,
} from '../testing/reports';
import { loadBalancerReport } from '../testing/serviceReport';

const REFUSED = {
  allowed: false,
  problem: { code: 'not-allowed', details: { entity: 'ledger' } },
};
const NOTHING_ALLOWED = {
  logs: REFUSED,
  debug: REFUSED,
  target: REFUSED,
  admin: REFUSED,
};

/** A pod that runs, with a cause, and never restarted. */
function steadyReport() {
  const sick = pod('ledger-1', { causes: ['image-not-found'] });
  const example = {
    pod: sick.ref,
    container: 'app',
    quotes: [],
    contradictions: [],
  };
  return report({
    verdict: 'degraded',
    pods: [sick],
    causes: [card({ examples: [example] })],
  });
}

const verdict = () => screen.findByRole('heading', { level: 2 });

describe('the tab', () => {
  it('answers in one line, with evidence, steps and what they rest on', async () => {
    renderPage(new FakePodHealthApi({ report: imageReport() }));
    expect(await verdict()).toHaveTextContent(
      '2 of 3 pods cannot start: The image tag does not exist',
    );
    expect(screen.getByText(/prod-eu: live/)).toBeVisible();
    const article = screen.getByRole('article', { name: /image tag/ });
    const inCard = within(article);
    expect(inCard.getByText('ImagePullBackOff')).toBeVisible();
    expect(inCard.getByText('Container app, waiting: reason')).toBeVisible();
    const steps = inCard.getAllByRole('listitem');
    expect(steps).toHaveLength(3);
    expect(steps[1]).toHaveTextContent('kubectl -n shop rollout undo');
    expect(await accessibilityFaults()).toEqual([]);
  });

  it('shows field paths and further pods on demand', async () => {
    renderPage(new FakePodHealthApi({ report: imageReport() }));
    const user = userEvent.setup();
    const path = 'pod · spec.containers.0.image';
    await verdict();
    expect(screen.queryByText(path)).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show field paths' }));
    expect(screen.getByText(path)).toBeVisible();
    await user.click(
      screen.getByRole('button', { name: 'Show the evidence of 1 more pod' }),
    );
    expect(screen.getAllByText(path)).toHaveLength(2);
    expect(screen.getByText('Pod ledger-5c9d7f4b8-x8vjt')).toBeVisible();
  });

  it('tells root causes from what follows from them, which stays closed at first', async () => {
    const user = userEvent.setup();
    renderPage(new FakePodHealthApi({ report: crashReport() }));
    const why = await screen.findByRole('region', { name: 'Why' });
    expect(within(why).getAllByRole('article')).toHaveLength(1);
    const follows = within(
      screen.getByRole('region', { name: 'Follows from the above' }),
    );
    expect(follows.getByText('No traffic reaches the pod')).toBeVisible();
    expect(follows.getByText(/its service sends it nothing/)).toBeVisible();
    expect(follows.queryByText('Evidence')).toBeNull();
    const toggle = follows.getByRole('button', { name: 'Show the details' });
    expect(toggle).toHaveAttribute('aria-expanded', 'false');
    await user.click(toggle);
    expect(follows.getByText('Evidence')).toBeVisible();
  });

  it('says which service is wrong in front of pods that run, by keyboard', async () => {
    const user = userEvent.setup();
    renderPage(new FakePodHealthApi({ report: loadBalancerReport() }));
    expect(await verdict()).toHaveTextContent(
      'The pods run, but the service’s load balancer is not set up',
    );
    const article = screen.getByRole('article', { name: /load balancer/ });
    const inCard = within(article);
    expect(inCard.getByText('Service ledger-public: type')).toBeVisible();
    expect(inCard.queryByText(/pods?$/)).toBeNull();
    expect(inCard.queryByText(/ledger-admin/)).toBeNull();
    expect(inCard.queryByRole('button', { name: /^Logs/ })).toBeNull();
    const more = inCard.getByRole('button', {
      name: 'Show the evidence of 1 more object',
    });
    while (document.activeElement !== more) await user.tab();
    await user.keyboard('{Enter}');
    expect(inCard.getByText('Service ledger-admin')).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
  });

  it('never shows "could not tell" as healthy, and says what is missing', async () => {
    renderPage(new FakePodHealthApi({ report: unknownReport() }));
    expect(await verdict()).toHaveTextContent(
      'Whether the pods are healthy could not be told',
    );
    expect(screen.getByText(/The nodes in prod-eu/)).toBeVisible();
    expect(
      screen.getByText('There is no connection to prod-us.'),
    ).toBeVisible();
    expect(screen.getByText('1 check failed')).toBeVisible();
    expect(screen.queryByText(/is healthy/)).not.toBeInTheDocument();
    expect(await accessibilityFaults()).toEqual([]);
  });

  it('asks for all pods when some are not told one by one', async () => {
    const api = new FakePodHealthApi({ report: report({ podCount: 90 }) });
    renderPage(api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show 90' }),
    );
    expect(api.calls.map(({ argument }) => argument)).toContainEqual({
      lang: 'en',
      rows: 'all',
    });
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Show 90' })).toBeNull(),
    );
  });

  it('shows pods’ texts as text, controls made visible', async () => {
    const name = 'web-\u202egnp';
    const hostile = '<img src=x onerror=alert(1)> \u001b]52;c;aGk=\u0007';
    renderPage(
      new FakePodHealthApi({
        report: report({
          verdict: 'failing',
          pods: [pod(name, { state: 'failed', causes: ['x'] })],
          causes: [
            card({
              cause: 'x',
              title: '<b>bold</b>',
              steps: [{ text: 'Read.', link: 'javascript:alert(1)' }], // eslint-disable-line no-script-url -- what must not become a link
              examples: [
                {
                  pod: pod(name).ref,
                  quotes: [{ from: 'events', at: '0.message', value: hostile }],
                  contradictions: [],
                },
              ],
            }),
          ],
        }),
      }),
    );
    await verdict();
    expect(
      screen.getByText('<img src=x onerror=alert(1)> \u241b]52;c;aGk=\u2407'),
    ).toBeVisible();
    expect(screen.getByText('web-\u27e6U+202E\u27e7gnp')).toBeVisible();
    expect(document.querySelector('img, b, a[href^="javascript"]')).toBeNull();
    expect(document.body.textContent).not.toContain('\u202e');
  });
});

describe('actions that are not allowed', () => {
  it('stay reachable by keyboard and say why and who can change it', async () => {
    const user = userEvent.setup();
    const api = new FakePodHealthApi({
      report: crashReport(),
      abilities: NOTHING_ALLOWED,
    });
    renderPage(api);
    await verdict();
    const [debug] = await screen.findAllByRole('button', {
      name: 'Debug: checkout-6b7c9-zx2fw, app',
    });
    await waitFor(() =>
      expect(debug).toHaveAccessibleDescription(
        'You do not have permission to do this for ledger. The owners of the service can fix this.',
      ),
    );
    expect(debug).toHaveAttribute('aria-disabled', 'true');
    debug.focus();
    expect(debug).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    await user.hover(debug);
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      'You do not have permission',
    );
    expect(await accessibilityFaults()).toEqual([]);
  });

  it.each([
    [
      'image not found',
      imageReport(),
      'Logs',
      'ledger-5c9d7f4b8-2hqzl',
      /has not run yet/,
    ],
    [
      'image not found',
      imageReport(),
      'Previous logs',
      'ledger-5c9d7f4b8-2hqzl',
      /has not run yet/,
    ],
    [
      'never restarted',
      steadyReport(),
      'Previous logs',
      'ledger-1',
      /has not restarted/,
    ],
  ])(
    '%s: %s of a container says why there is none',
    async (_, it, action, name, why) => {
      renderPage(new FakePodHealthApi({ report: it }));
      await verdict();
      await waitFor(() =>
        expect(
          screen.getAllByRole('button', { name: `${action}: ${name}, app` })[0],
        ).toHaveAccessibleDescription(why),
      );
    },
  );
});

describe('the pods', () => {
  it('open to their containers by keyboard', async () => {
    const user = userEvent.setup();
    renderPage(new FakePodHealthApi({ report: crashReport() }));
    const table = await screen.findByRole('table', { name: 'Pods' });
    expect(within(table).getByText('Crashing')).toBeVisible();
    const toggle = within(table).getByRole('button', {
      name: 'Show the containers of checkout-6b7c9-zx2fw',
    });
    expect(toggle).toHaveAttribute('aria-expanded', 'false');
    toggle.focus();
    await user.keyboard(' ');
    const containers = within(table).getByRole('list', { name: 'Containers' });
    const items = within(containers).getAllByRole('listitem');
    expect(items.map(item => item.textContent)).toEqual([
      expect.stringContaining('migrate init'),
      expect.stringContaining('proxy sidecar'),
      expect.stringContaining('app app'),
      expect.stringContaining('ph-5f0c2a ephemeral'),
    ]);
    expect(items[2]).toHaveTextContent('Waiting (CrashLoopBackOff)');
    expect(await accessibilityFaults()).toEqual([]);
  });
});
