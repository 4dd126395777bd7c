import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { HealthReport } from 'backstage-plugin-pod-health-common';
import { FakePodHealthApi } from '../testing/FakePodHealthApi';
import {
  accessibilityFaults,
  renderPage,
} from '../testing/__testUtils__/renderPage';
import { crashReport, report, unknownReport } from '../testing/reports';
import { crashTimeline } from '../testing/timelines';

async function panel(changes: Partial<HealthReport> = {}) {
  renderPage(
    new FakePodHealthApi({
      report: { ...crashReport(), ...crashTimeline(), ...changes },
    }),
  );
  return within(await screen.findByRole('region', { name: 'What happened' }));
}

const lines = (inside: ReturnType<typeof within>) =>
  inside.getAllByRole('listitem').map((item: HTMLElement) => item.textContent);

describe('the timeline', () => {
  it('puts what changed before it broke first, and claims no more', async () => {
    const inside = await panel();
    expect(inside.getByText('What changed before it broke')).toBeVisible();
    expect(
      inside.getByText(
        '8 min before the first known failure: Deployment ledger was rolled out to revision 7; image 1.8.2 → 1.9.0',
      ),
    ).toBeVisible();
    expect(
      inside.getByText(
        'containers.app.env.CACHE_URL added; containers.app.resources.limits.memory 256Mi → 128Mi; 1 more change',
      ),
    ).toBeVisible();
    expect(
      inside.getByText(
        /^First known failure, at .*: Container app of pod ledger-5c9d7f4b8-2hqzl failed: exit code 137 \(OOMKilled\)$/,
      ),
    ).toBeVisible();
    expect(inside.getByText(/is not proven/)).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
  });

  it('shows the last lines, and all by keyboard', async () => {
    const user = userEvent.setup();
    const inside = await panel();
    expect(lines(inside)).toHaveLength(6);
    expect(lines(inside)[0]).toMatch(/failed: exit code 137.*5 times since/);
    const more = inside.getByRole('button', { name: 'Show all 12' });
    expect(more).toHaveAttribute('aria-expanded', 'false');
    more.focus();
    await user.keyboard('{Enter}');
    expect(lines(inside)).toHaveLength(12);
    expect(more).toHaveAttribute('aria-expanded', 'true');
    expect(more).toHaveFocus();
    expect(
      inside.getByText(
        'Pod ledger-5c9d7f4b8-2hqzl: created, placed on a node, image pulled, started, ready',
      ),
    ).toBeVisible();
    expect(inside.getByText(/^Watched since/)).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
  });

  it('shows one pod of many', async () => {
    const user = userEvent.setup();
    const inside = await panel();
    await user.click(inside.getByRole('button', { name: /^Pod/ }));
    await user.click(
      await screen.findByRole('option', { name: 'ledger-7d9f8b6c5d-old' }),
    );
    expect(lines(inside).join('\n')).toMatch(/-old was deleted/);
    expect(lines(inside).join('\n')).not.toMatch(/2hqzl/);
  });

  it('names the cluster where there are several', async () => {
    const { clusters } = unknownReport();
    const inside = await panel({ clusters });
    expect(lines(inside)[0]).toContain('in prod-eu');
  });

  it('says so when nothing is known, and where events are missing', async () => {
    const inside = await panel({
      ...report(),
      timelineContext: { eventsGone: [], eventsUnread: ['prod-us'] },
    });
    expect(inside.getByText(/^Nothing is known/)).toBeVisible();
    expect(
      inside.getByText(/events of prod-us could not be read/),
    ).toBeVisible();
    expect(inside.queryByText('What changed before it broke')).toBeNull();
  });
});
