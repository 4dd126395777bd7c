import { KubeConfig } from '@kubernetes/client-node';
import { kubeConfigCredentials } from './kubeConfigCluster';

function config(user: object, cluster: object = {}): KubeConfig {
  const made = new KubeConfig();
  made.loadFromOptions({
    clusters: [
      { name: 'c', server: 'https://c', skipTLSVerify: false, ...cluster },
    ],
    users: [{ name: 'u', ...user }],
    contexts: [{ name: 'x', cluster: 'c', user: 'u' }],
    currentContext: 'x',
  });
  return made;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const never = () => Promise.reject(new Error('not asked'));

describe('kubeConfigCredentials', () => {
  it.each([
    ['a token', { token: 't' }, {}, { headers: { authorization: 'Bearer t' } }],
    [
      'a password',
      { username: 'a', password: 'b' },
      {},
      { headers: { authorization: `Basic ${base64('a:b')}` } },
    ],
    [
      'a client certificate',
      { certData: base64('cert'), keyData: base64('key') },
      { caData: base64('ca'), tlsServerName: 'kube' },
      {
        headers: {},
        tls: {
          ca: Buffer.from('ca'),
          cert: Buffer.from('cert'),
          key: Buffer.from('key'),
          servername: 'kube',
        },
      },
    ],
    [
      'no check of the certificate',
      { token: 't' },
      { skipTLSVerify: true },
      { tls: { rejectUnauthorized: false } },
    ],
  ])('reads %s', async (_, user, cluster, credential) => {
    const source = kubeConfigCredentials(config(user, cluster), never);
    await expect(source.load(false)).resolves.toMatchObject(credential);
  });

  it('leaves TLS checks to their default when nothing is said', async () => {
    const source = kubeConfigCredentials(config({ token: 't' }), never);
    expect((await source.load(false)).tls).toEqual({});
  });

  it('loads anew when renewing', async () => {
    const source = kubeConfigCredentials(config({ token: 'a' }), async () =>
      config({ token: 'b' }),
    );
    await source.load(false);
    expect((await source.load(true)).headers.authorization).toBe('Bearer b');
    expect((await source.load(false)).headers.authorization).toBe('Bearer b');
  });

  it('keeps a renewed OIDC token, unless somebody has logged in again', async () => {
    const jwt = (name: string) =>
      [{ alg: 'none' }, { exp: 32_503_680_000, name }]
        .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .concat('s')
        .join('.');
    const oidc = (name: string) =>
      config({
        authProvider: { name: 'oidc', config: { 'id-token': jwt(name) } },
      });
    const first = oidc('file');
    let file = oidc('file');
    const source = kubeConfigCredentials(first, async () => file);
    // As client-node does after a refresh.
    first.getCurrentUser()!.authProvider.config['id-token'] = jwt('memory');
    const token = async () => (await source.load(true)).headers.authorization;
    expect(await token()).toBe(`Bearer ${jwt('memory')}`);
    file = oidc('logged in');
    expect(await token()).toBe(`Bearer ${jwt('logged in')}`);
  });
});
