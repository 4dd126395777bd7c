import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import {
  discoveryApiRef,
  type IdentityApi,
} from '@backstage/frontend-plugin-api';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { DemoSignInPage } from './DemoSignInPage';

const session = {
  profile: { displayName: 'Ada' },
  backstageIdentity: {
    token: `x.${btoa(JSON.stringify({ exp: 4_102_444_800 }))}.x`,
    identity: {
      type: 'user',
      userEntityRef: 'user:default/ada',
      ownershipEntityRefs: ['user:default/ada'],
    },
  },
};

const fetchMock = jest.fn<Promise<Response>, Parameters<typeof fetch>>();

function renderPage(onSignInSuccess: (identity: IdentityApi) => void) {
  return renderInTestApp(
    <TestApiProvider
      apis={[[discoveryApiRef, { getBaseUrl: async () => '/api/auth' }]]}
    >
      <DemoSignInPage onSignInSuccess={onSignInSuccess} />
    </TestApiProvider>,
  );
}

describe('DemoSignInPage', () => {
  const original = global.fetch;
  beforeEach(() => {
    window.sessionStorage.clear();
    fetchMock.mockReset();
    fetchMock.mockImplementation(async () => Response.json(session));
    global.fetch = fetchMock;
  });
  afterEach(() => {
    global.fetch = original;
  });

  it('gets the identity of the person chosen, and remembers the choice', async () => {
    const onSignInSuccess = jest.fn();
    await renderPage(onSignInSuccess);
    fireEvent.click(screen.getByRole('button', { name: 'Enter as Ada' }));
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));

    const [url, init] = fetchMock.mock.calls[0];
    expect(url).toBe('/api/auth/demo/refresh');
    expect(new Headers(init?.headers).get('x-demo-person')).toBe(
      'user:default/ada',
    );
    expect(window.sessionStorage.getItem('portal.person')).toBe(
      'user:default/ada',
    );
  });

  it('asks again after sign-out', async () => {
    window.sessionStorage.setItem('portal.person', 'user:default/ada');
    const onSignInSuccess = jest.fn();
    await renderPage(onSignInSuccess);
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    const [identity] = onSignInSuccess.mock.calls[0];
    await identity.signOut();
    expect(window.sessionStorage.getItem('portal.person')).toBeNull();
  });

  it('does not believe a stored person who does not exist', async () => {
    window.sessionStorage.setItem('portal.person', 'user:default/eve');
    await renderPage(jest.fn());
    expect(
      screen.getByRole('button', { name: 'Enter as Ben' }),
    ).toBeInTheDocument();
    expect(fetchMock).not.toHaveBeenCalled();
  });

  it('says why it did not work, and lets choose again', async () => {
    fetchMock.mockImplementation(async () =>
      Response.json(
        { error: { name: 'NotAllowedError', message: 'Not you' } },
        { status: 403 },
      ),
    );
    await renderPage(jest.fn());
    fireEvent.click(screen.getByRole('button', { name: 'Enter as Pia' }));
    expect(
      await screen.findByText(/Signing in did not work/),
    ).toBeInTheDocument();
    fireEvent.click(screen.getByRole('button', { name: 'Choose again' }));
    expect(
      screen.getByRole('button', { name: 'Enter as Pia' }),
    ).toBeInTheDocument();
  });
});
