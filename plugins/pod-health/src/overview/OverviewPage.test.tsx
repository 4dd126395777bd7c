import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation, useNavigate } from 'react-router-dom';
import { podHealthApiRef } from '../api/PodHealthApi';
import { FakePodHealthApi, type Answers } from '../testing/FakePodHealthApi';
import {
  EventQueue,
  failing,
  overview,
  row,
  whole,
} from '../testing/overviews';
import { accessibilityFaults } from '../testing/__testUtils__/renderPage';
import { OverviewPage } from './OverviewPage';

/** The address, and a way back, as a browser has them. */
function AddressBar() {
  const { search } = useLocation();
  const navigate = useNavigate();
  return (
    <button type="button" onClick={() => navigate(-1)}>
      {`address ${search}`}
    </button>
  );
}

function render(answers: Partial<Answers>, address = '/') {
  const api = new FakePodHealthApi(answers);
  renderInTestApp(
    <>
      <AddressBar />
      <OverviewPage />
    </>,
    {
      apis: [[podHealthApiRef, api]],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name':
          convertLegacyRouteRef(entityRouteRef),
      },
      initialRouteEntries: [address],
    },
  );
  return api;
}

const three = [
  row('cart'),
  failing('web'),
  row('till', { verdict: 'unknown', unseen: ['us'] }),
];
const shown = () =>
  screen
    .getAllByRole('rowheader')
    .map(cell => within(cell).getByRole('link').textContent);
const address = () =>
  screen.getByRole('button', { name: /^address/ }).textContent;

it('shows the worst first, why, and the way to each', async () => {
  render({ overview: [whole(overview(three))] });
  expect(await screen.findByRole('heading', { level: 2 })).toHaveTextContent(
    '2 of 3 need attention',
  );
  expect(shown()).toEqual(['web', 'till', 'cart']);
  const [, web, till] = screen.getAllByRole('row');
  expect(web).toHaveTextContent('Failing');
  expect(web).toHaveTextContent('1 of 1 sick');
  expect(web).toHaveTextContent('The image does not exist');
  expect(till).toHaveTextContent('Cannot be told');
  expect(till).toHaveTextContent('Not seen: us');
  expect(screen.getByRole('link', { name: 'web' })).toHaveAttribute(
    'href',
    '/catalog/default/component/web/pod-health',
  );
  expect(await accessibilityFaults()).toEqual([]);
});

it('keeps the filters in the address, and goes back', async () => {
  const user = userEvent.setup();
  render({ overview: [whole(overview(three))] });
  const chip = await screen.findByRole('button', { name: 'Failing: 1' });
  await user.click(chip);
  expect(address()).toBe('address ?state=failing');
  expect(chip).toHaveAttribute('aria-pressed', 'true');
  expect(shown()).toEqual(['web']);
  await user.click(screen.getByRole('button', { name: /^address/ }));
  await waitFor(() => expect(shown()).toHaveLength(3));
  expect(address()).toBe('address ');
});

it('asks the backend for what the address says', async () => {
  const api = render(
    { overview: [whole(overview(three))] },
    '/?owner=me&kind=component&q=web&system=sales&state=failing',
  );
  await screen.findByRole('table');
  expect(api.calls.at(-1)).toEqual({
    name: 'streamOverview',
    argument: { owner: 'me', kind: 'component', q: 'web', system: 'sales' },
  });
  expect(screen.getByText('system: sales')).toBeInTheDocument();
  expect(screen.getByRole('searchbox')).toHaveValue('web');
});

it('asks again once typing pauses, without a step in the history for each letter', async () => {
  const user = userEvent.setup();
  const api = render({ overview: [whole(overview(three))] });
  await screen.findByRole('table');
  await user.type(
    screen.getByRole('searchbox', { name: 'Name contains' }),
    'web',
  );
  await waitFor(() => expect(address()).toBe('address ?q=web'));
  expect(shown()).toEqual(['web']);
  const asked = api.calls.map(({ argument }) => argument);
  expect(asked).toEqual([{}, { q: 'web' }]);
});

describe('while the pointer is in the table', () => {
  it('nothing moves, and the changes are offered', async () => {
    const user = userEvent.setup();
    const events = new EventQueue();
    render({ overview: events });
    events.push(whole(overview([row('a'), row('b')])));
    await screen.findByRole('table');
    await user.hover(screen.getByRole('link', { name: 'a' }));
    await act(async () =>
      events.push({
        type: 'change',
        seq: 2,
        change: { asOf: 'x', set: [failing('b')] },
      }),
    );
    const button = await screen.findByRole('button', {
      name: '1 change: reorder',
    });
    expect(shown()).toEqual(['a', 'b']);
    expect(screen.getAllByRole('row')[2]).toHaveTextContent('Failing');
    await user.click(button);
    expect(shown()).toEqual(['b', 'a']);
    expect(button).not.toBeInTheDocument();
  });

  it('and when it leaves, the worst are first again', async () => {
    const user = userEvent.setup();
    const events = new EventQueue();
    render({ overview: events });
    events.push(whole(overview([row('a'), row('b')])));
    await screen.findByRole('table');
    await user.tab({ shift: true }); // the focus keeps them too: the last link
    expect(screen.getByRole('link', { name: 'b' })).toHaveFocus();
    await act(async () =>
      events.push({
        type: 'change',
        seq: 2,
        change: { asOf: 'x', set: [failing('b')] },
      }),
    );
    await screen.findByText('Failing: 1');
    expect(shown()).toEqual(['a', 'b']);
    act(() => screen.getByRole('link', { name: 'b' }).blur());
    expect(shown()).toEqual(['b', 'a']);
  });
});

describe('without rows it says why', () => {
  it.each([
    ['/', 'No catalog entity that you may see says which pods are its own'],
    ['/?owner=me', 'Neither you nor your groups own a service with pods'],
    ['/?q=web', 'Nothing matches these filters'],
  ])('%s', async (path, sentence) => {
    render({ overview: [whole(overview([]))] }, path);
    expect(await screen.findByText(new RegExp(sentence))).toBeInTheDocument();
    expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent(
      'No service to show',
    );
  });

  it('and clears the filters', async () => {
    const user = userEvent.setup();
    render(
      { overview: [whole(overview([]))] },
      '/?q=web&state=failing&kind=api',
    );
    await user.click(
      await screen.findByRole('button', { name: 'Clear the filters' }),
    );
    expect(address()).toBe('address ');
  });
});

it('shows what it reads while nothing is known', async () => {
  render({});
  expect(await screen.findByRole('status')).toHaveTextContent(
    'Reading the catalog and asking the clusters',
  );
});

it('says that not all is followed, and never that all of it is calm', async () => {
  const entities = ['component:default/x', 'component:default/y'];
  const notFollowed = { count: 2, more: true, entities };
  render({ overview: [whole(overview([row('a')], notFollowed))] });
  expect(
    await screen.findByText(/At least 2 more services are not followed/),
  ).toBeInTheDocument();
  expect(screen.getByText(/component:default\/y/)).toBeInTheDocument();
  expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent(
    'in the 1 service that is followed',
  );
});

it('keeps the rows when the connection is lost, and says so', async () => {
  render({
    overview: [whole(overview(three))],
    streamProblem: { code: 'portal-unreachable', details: {} },
  });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'What you see is as of',
  );
  expect(shown()).toHaveLength(3);
});

it('says a refusal, and tries again when asked to', async () => {
  const user = userEvent.setup();
  const api = render({ streamProblem: { code: 'user-required', details: {} } });
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(api.calls).toHaveLength(2));
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
});
