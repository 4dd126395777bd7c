import { cpuMs, explodes } from 'pod-health-testing';
import { redactMessages } from './redactMessages';
import { redactSecrets } from './redactSecrets';

const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW0ifQ.c2lnbmF0dXJlLXRleHQ';

it.each([
  ['a JSON web token', `token ${jwt} refused`, jwt],
  [
    'a bearer token',
    'Authorization: Bearer abcdefgh12345678',
    'abcdefgh12345678',
  ],
  ['a password in a URL', 'dial https://user:hunter22@registry/v2', 'hunter22'],
  [
    'a password setting',
    'starting with DB_PASSWORD=hunter22 host=x',
    'hunter22',
  ],
  ['a key in JSON', '{"api_key": "hunter22", "a": 1}', 'hunter22'],
  ['an AWS key', 'using AKIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLE'],
  [
    'a GitHub token',
    'ghp_abcdefghijklmnopqrstuvwxyz0123456789',
    'ghp_abcdefghijklmnop',
  ],
  [
    'a value with a NUL byte',
    'error setting "DB=hunter\\x0022": invalid',
    'hunter',
  ],
])('hides %s', (_what, text, secret) => {
  const redacted = redactSecrets(text);
  expect(redacted).toContain('«hidden»');
  expect(redacted).not.toContain(secret);
  expect(redactSecrets(redacted)).toBe(redacted);
});

it.each([
  'Back-off restarting failed container app in pod web-1',
  '0/3 nodes are available: 2 Insufficient cpu, 1 node(s) had untolerated taint(s)',
  'manifest for registry/app:v1 not found: manifest unknown',
  'MountVolume.SetUp failed for volume "v" : secret "db" not found',
])('leaves %j alone', text => {
  expect(redactSecrets(text)).toBe(text);
});

it.each(['eyJ', '://a:', 'password=', 'a_'])(
  'costs as much as a hostile text of %j is long',
  part => {
    const cost = (size: number) => {
      const text = part.repeat(size / part.length);
      return cpuMs(() => redactSecrets(text));
    };
    expect(explodes(cost)).toBe(false);
  },
);

it('redacts messages wherever they are, and nothing else', () => {
  const given = {
    message: 'a',
    status: { conditions: [{ type: 'message', message: 'b' }], message: 5 },
  };
  expect(redactMessages(given, text => `<${text}>`)).toEqual({
    message: '<a>',
    status: { conditions: [{ type: 'message', message: '<b>' }], message: 5 },
  });
});

it('copies nothing that has no message to redact', () => {
  const given = {
    metadata: { name: 'app' },
    status: { conditions: [{ message: 'plain' }, { message: 'token' }] },
  };
  expect(redactMessages(given, text => text)).toBe(given);
  const redacted = redactMessages(given, text => text.replace('token', '***'));
  expect(redacted.status.conditions[1]).toEqual({ message: '***' });
  expect(given.status.conditions[1]).toEqual({ message: 'token' });
  expect(redacted.metadata).toBe(given.metadata);
  expect(redacted.status.conditions[0]).toBe(given.status.conditions[0]);
});
