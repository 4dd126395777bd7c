import { configMap, crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('environment-variable-missing', () => {
  it.each([
    [
      'Traceback (most recent call last):\n  File "/app/main.py", line 3, in <module>\n    url = os.environ[\'DATABASE_URL\']\n  File "<frozen os>", line 714, in __getitem__\nKeyError: \'DATABASE_URL\'',
      'DATABASE_URL',
    ],
    [
      'Traceback (most recent call last):\n  File "/app/main.py", line 3, in <module>\n    port = os.environ[\'PORT\']\n  File "/usr/lib/python3.9/os.py", line 679, in __getitem__\nKeyError: \'PORT\'',
      'PORT',
    ],
    [
      'Error: Missing required environment variable: STRIPE_KEY\n    at Object.<anonymous> (/app/config.js:4:9)',
      'STRIPE_KEY',
    ],
    [
      '2026/01/15 12:00:00 required environment variable "DATABASE_URL" is not set',
      'DATABASE_URL',
    ],
    ['env: required environment variable "API_TOKEN" is not set', 'API_TOKEN'],
    ['required key SHOP_PORT missing value', 'SHOP_PORT'],
    ['error: Environment variable not found: DATABASE_URL.', 'DATABASE_URL'],
    ['sh: 1: DB_HOST: parameter not set', 'DB_HOST'],
    ['/entrypoint.sh: line 7: DB_HOST: unbound variable', 'DB_HOST'],
    [
      'config/application.rb:3:in `fetch\': key not found: "RAILS_KEY" (KeyError)',
      'RAILS_KEY',
    ],
    [
      'Caused by: java.lang.IllegalArgumentException: Could not resolve placeholder \'payment.url\' in value "${payment.url}"',
      'payment.url',
    ],
    [
      '** (RuntimeError) environment variable SECRET_KEY_BASE is missing.',
      'SECRET_KEY_BASE',
    ],
    [
      'Error: Database is uninitialized and superuser password is not specified.\n       You must specify POSTGRES_PASSWORD to a non-empty value for the\n       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".',
      'POSTGRES_PASSWORD',
    ],
    [
      '2026-01-15 12:00:00+00:00 [ERROR] [Entrypoint]: Database is uninitialized and password option is not specified\n    You need to specify one of the following as an environment variable:\n    - MYSQL_ROOT_PASSWORD\n    - MYSQL_ALLOW_EMPTY_PASSWORD',
      '',
    ],
    [
      'pydantic_core._pydantic_core.ValidationError: 1 validation error for Settings\ndatabase_url\n  Field required [type=missing, input_value={}, input_type=dict]',
      'DATABASE_URL',
    ],
    [
      "thread 'main' panicked at src/main.rs:4:40:\ncalled `Result::unwrap()` on an `Err` value: NotPresent",
      '',
    ],
    [
      'unable to load in-cluster configuration, KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined',
      '',
    ],
    ['unable to start: SMTP_HOST must be set', 'SMTP_HOST'],
    [
      'ERROR! Config provider Config.Reader failed with:\n** (ArgumentError) errors were found at the given arguments:\n\n  * 1st argument: not a binary\n\n    :erlang.binary_to_integer(nil)\n    (stdlib 4.0) erl_eval.erl:744: :erl_eval.do_apply/7\n    (elixir 1.13.3) lib/config.ex:260: Config.__eval__!/3\n\nCrash dump is being written to: erl_crash.dump...done',
      'The log does not name it.',
    ],
    [
      'ERROR! Config provider Config.Reader failed with:\n** (System.EnvError) could not fetch environment variable "PORT" because it is not set',
      'PORT',
    ],
    [
      'Traceback (most recent call last):\n  File "/app/main.py", line 3, in <module>\n    port = int(os.environ.get("HTTP_PORT"))\nTypeError: int() argument must be a string, a bytes-like object or a real number, not \'NoneType\'',
      'HTTP_PORT',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    'Traceback (most recent call last):\n  File "/app/prices.py", line 9, in <module>\n    print(rates[code])\nKeyError: \'USD\'',
    '** (ArgumentError) errors were found at the given arguments:\n\n  * 1st argument: not a binary\n\n    :erlang.binary_to_integer(nil)\n    (shop 1.0.0) lib/shop/cart.ex:12: Shop.Cart.add/2',
    'Traceback (most recent call last):\n  File "/app/main.py", line 3, in <module>\n    port = int(row.get("port"))\nTypeError: int() argument must be a string, not \'NoneType\'',
    'WARN environment variable FEATURE_X is not set, using default\nINFO listening on :8080',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });

  const inPod = (env: string[], ...more: unknown[]) =>
    findings(
      cause,
      [
        crashingPod(
          end,
          ['spec.containers.0.env', env.map(name => ({ name, value: 'x' }))],
          ['spec.containers.0.envFrom', [{ configMapRef: { name: 'web' } }]],
        ),
        ...more,
      ],
      { logs: { app: { previous: "KeyError: 'DATABASE_URL'" } } },
    )[0];

  it('counts the variables and names the nearest, also of a config map', () => {
    expect(inPod(['PORT', 'MODE'])?.why.en).toContain('2 variables');
    expect(inPod(['DATABASE_URI'])?.why.en).toContain('“DATABASE_URI”');
    const ofMap = inPod(['PORT'], configMap('web', 'DATABASE_URLS'));
    expect(ofMap?.why.en).toContain('“DATABASE_URLS”');
  });

  it('lists a variable that is set as evidence against', () => {
    const found = inPod(['DATABASE_URL']);
    expect(found?.why.en).toContain('its value is empty');
    expect(found?.contradictions.map(({ value }) => value)).toEqual([
      'DATABASE_URL',
    ]);
  });
});
