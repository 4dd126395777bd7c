import { demoPersonOf, demoSignInRefusal } from './demoSignIn';

const people = ['user:default/ada', 'user:default/ben'];
const fromHere = {
  person: 'user:default/ada',
  host: 'localhost:3000',
  remoteAddress: '127.0.0.1',
};

describe('demoPersonOf', () => {
  it('is the person asked for, from this machine', () => {
    expect(demoPersonOf(fromHere, people)).toBe('user:default/ada');
    expect(
      demoPersonOf(
        { ...fromHere, host: '[::1]:3000', remoteAddress: '::ffff:127.0.0.1' },
        people,
      ),
    ).toBe('user:default/ada');
  });

  it.each([
    ['nobody asked for', { person: undefined }, 'Nobody of that name'],
    ['an unknown person', { person: 'user:default/eve' }, 'Nobody of that'],
    ['a prefix of a person', { person: 'user:default/ad' }, 'Nobody of that'],
    ['another machine', { remoteAddress: '10.0.0.7' }, 'this machine only'],
    ['an unknown address', { remoteAddress: undefined }, 'this machine only'],
    ['a rebound name', { host: 'evil.example:3000' }, 'localhost only'],
    ['a lookalike name', { host: 'localhost.evil.example' }, 'localhost only'],
    ['no name', { host: undefined }, 'localhost only'],
  ])('refuses %s', (_, change, message) => {
    expect(() => demoPersonOf({ ...fromHere, ...change }, people)).toThrow(
      message,
    );
  });
});

describe('demoSignInRefusal', () => {
  const here = {
    nodeEnv: 'development',
    allowedInProduction: false,
    listenHost: '127.0.0.1',
  };

  it('lets a demo run on a loopback address', () => {
    expect(demoSignInRefusal(here)).toBeUndefined();
    expect(
      demoSignInRefusal({
        ...here,
        nodeEnv: 'production',
        allowedInProduction: true,
      }),
    ).toBeUndefined();
  });

  it('does not run in production, nor on an open address', () => {
    expect(demoSignInRefusal({ ...here, nodeEnv: 'production' })).toContain(
      'NODE_ENV=production',
    );
    for (const listenHost of ['0.0.0.0', undefined, '', '192.168.1.5']) {
      expect(demoSignInRefusal({ ...here, listenHost })).toContain(
        'backend.listen.host',
      );
    }
  });
});
