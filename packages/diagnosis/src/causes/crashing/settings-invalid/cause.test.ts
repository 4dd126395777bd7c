import { crashingPod, findings, service } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('settings-invalid', () => {
  it.each([
    [
      'Odd cookie found, aborting startup.\nPlease change the Erlang cookie in vm.args to the same \nsecurely generated random value on all nodes of this cluster.',
      '“Erlang cookie”',
      'on purpose',
    ],
    [
      'FATAL the default password must be changed before the first start',
      '“password”',
      'on purpose',
    ],
    [
      '[error] <0.249.0> Failed to generate configuration file\nKernel pid terminated (application_controller) ({application_start_failure,shop,{{shutdown,{failed_to_start_child,prelaunch,failed_to_prepare_configuration}},{shop_app,start,[normal,[]]}}})',
      'its settings',
      'refused them',
    ],
    [
      '** (ArgumentError) errors were found at the given arguments:\n\n  * 1st argument: not a textual representation of an integer\n\n    :erlang.binary_to_integer("tcp://10.96.0.9:5432")\n    /app/releases/0.1.0/runtime.exs:37: (file)',
      '',
      'service links',
    ],
  ])(
    'knows the words of programs that refuse to start %#',
    (log, what, why) => {
      const [found] = said(log);
      expect(found?.what.en).toContain(what);
      expect(found?.why.en).toContain(why);
    },
  );

  it.each([
    'please set the password of your choice later\nINFO done',
    'INFO please change the password soon',
  ])('leaves advice in passing alone: %s', log => {
    const logs = { app: { previous: `${log}\nINFO bye` } };
    const pods = [crashingPod({ exitCode: 137, reason: 'Error' })];
    expect(findings(cause, pods, { logs })).toEqual([]);
  });

  it.each([
    'Exception in thread "main" org.apache.kafka.common.config.ConfigException: Invalid value tcp://10.0.0.9:80 for configuration rest.port: Not a number of type INT',
    '2026/01/15 12:00:00 strconv.Atoi: parsing "tcp://10.0.0.9:80": invalid syntax',
    'java.lang.NumberFormatException: For input string: "tcp://10.0.0.9:80"',
    "ValueError: invalid literal for int() with base 10: 'tcp://10.0.0.9:80'",
    'RangeError [ERR_SOCKET_BAD_PORT]: options.port should be >= 0 and < 65536. Received type string (tcp://10.0.0.9:80)',
    "mysqld: Unknown suffix 't' used for variable 'port' (value 'tcp://10.0.0.9:80').",
    "invalid value 'tcp://10.0.0.9:80' for '--port <PORT>': invalid digit found in string",
  ])('knows the variable that a Service makes: %s', log => {
    const rest = service(
      ['metadata.name', 'my-rest'],
      ['spec.clusterIP', '10.0.0.9'],
    );
    const with_ = (...objects: object[]) =>
      findings(cause, [crashingPod(end), ...objects], {
        logs: { app: { previous: log } },
      })[0];
    const found = with_(rest);
    expect(found?.why.en).toContain(
      'Service “my-rest” has this address, so MY_REST_PORT=tcp://10.0.0.9:80',
    );
    expect(found?.steps[0]?.text.en).toContain('enableServiceLinks: false');
    expect(with_()?.why.en).toContain('a variable NAME_PORT of a Service');
  });

  it('names the setting that got such a value', () => {
    const [found] = said(
      'Invalid value tcp://10.0.0.9:80 for configuration rest.port: Not a number',
    );
    expect(found?.what.en).toContain('“rest.port”');
    expect(
      said('cannot connect to tcp://10.0.0.9:80: connection refused'),
    ).toEqual([]);
  });

  it.each([
    [
      '2026/01/15 12:00:00 [emerg] 1#1: unknown directive "lisen" in /etc/nginx/nginx.conf:7',
      '/etc/nginx/nginx.conf',
    ],
    [
      'ts=2026-01-15T12:00:00Z caller=main.go:1 level=error msg="Error loading config (--config.file=/etc/prometheus/prometheus.yml)" err="parsing YAML file /etc/prometheus/prometheus.yml: yaml: unmarshal errors:\\n  line 3: field scrape_config not found in type config.plain"',
      '',
    ],
    [
      'error: yaml: line 12: mapping values are not allowed in this context',
      '',
    ],
    [
      "*** FATAL CONFIG FILE ERROR (Redis 7.0.0) ***\nReading the configuration file, at line 3\n>>> 'maxmemori 1gb'\nBad directive or wrong number of arguments",
      '',
    ],
    [
      "2026-01-15T12:00:00Z 0 [ERROR] [MY-000067] [Server] unknown variable 'max_conections=10'.",
      'max_conections',
    ],
    [
      "[ALERT] 014/120000 (1) : parsing [/usr/local/etc/haproxy/haproxy.cfg:3] : unknown keyword 'blance' in 'backend' section",
      '',
    ],
    [
      "Caused by: org.yaml.snakeyaml.scanner.ScannerException: while scanning for the next token\nfound character '\\t(TAB)' that cannot start any token.",
      '',
    ],
    [
      'Error: Failed to parse config file /app/config.json: Unexpected token } in JSON at position 42',
      '',
    ],
    [
      "System.IO.InvalidDataException: Failed to load configuration from file '/app/appsettings.json'.\n ---> System.FormatException: Could not parse the JSON file.",
      '',
    ],
    [
      "Failed to bind properties under 'server.port' to java.lang.Integer:",
      'server.port',
    ],
    [
      "AH00526: Syntax error on line 3 of /etc/apache2/apache2.conf:\nInvalid command 'LoadModul', perhaps misspelled or defined by a module not included in the server configuration",
      '',
    ],
    [
      "/etc/coredns/Corefile:3 - Error during parsing: Unknown directive 'forwrd'",
      '',
    ],
    [
      'level=fatal msg="invalid configuration: strconv.ParseInt: parsing \\"abc\\": invalid syntax"',
      '',
    ],
    [
      'django.core.exceptions.ImproperlyConfigured: The ALLOWED setting must not be empty.',
      '',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    ['[pool www] user has not been defined', '“user”'],
    ["[pool www] cannot get uid for user 'shop'", '“user”'],
    [
      '[pool www] please specify user and group other than root',
      '“user and group”',
    ],
    ['[pool www] no listen address have been defined!', '“listen address”'],
    [
      '[pool www] the process manager is missing (static, dynamic or ondemand)',
      '“process manager”',
    ],
    [
      '[pool www] pm.max_children must be a positive value',
      '“pm.max_children”',
    ],
    [
      "[/etc/php-fpm.d/a.conf:3] unknown entry 'odd'",
      '/etc/php-fpm.d/a.conf (line 3)',
    ],
  ])('knows what PHP-FPM says: %s', (words, named) => {
    const [found] = said(
      `[15-Jan-2026 12:00:00] ALERT: ${words}\n[15-Jan-2026 12:00:00] ERROR: failed to post process the configuration\n[15-Jan-2026 12:00:00] ERROR: FPM initialization failed`,
    );
    expect(found?.what.en).toContain(named);
    expect(found?.why.en).toContain(words);
  });

  it('leaves to others what kept PHP-FPM from its start', () => {
    const log =
      '[15-Jan-2026 12:00:00] ERROR: failed to open error_log (/var/log/fpm.log): Permission denied (13)\n[15-Jan-2026 12:00:00] ERROR: failed to post process the configuration\n[15-Jan-2026 12:00:00] ERROR: FPM initialization failed';
    expect(said(log)).toEqual([]);
    expect(said('NOTICE: [pool www] child 7 started')).toEqual([]);
  });

  it.each([
    'Caused by: java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.InvalidReplicationFactorException: Replication factor: 3 larger than available brokers: 1.',
    'org.apache.kafka.common.errors.InvalidReplicationFactorException: The target replication factor of 3 cannot be reached because only 1 broker(s) are registered.',
    'org.apache.kafka.common.errors.InvalidReplicationFactorException: Unable to replicate the partition 3 time(s): The target replication factor of 3 cannot be reached because only 1 broker(s) are registered.',
  ])('knows that more copies are asked for than there are members %#', log => {
    expect(said(log)[0]?.why.en).toContain(
      '3 are asked for, and only 1 can be had',
    );
    expect(said(log)[0]?.steps[0]?.text.en).toContain('replication factor');
  });

  it.each([
    'WARN invalid value in config for cache.size, using 100\nINFO Started Shop in 3.2 seconds\nINFO bye',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });

  it('names all settings that were refused together', () => {
    const log =
      "ERROR main Configuration is invalid\n==========\nErrors:\n1) Configuration property 'web-ui.user' was not used\n2) Configuration property 'web-ui.type' was not used\n==========";
    const [found] = said(log);
    expect(found?.what.en).toContain('“web-ui.user” and “web-ui.type”');
    expect(found?.what.zh).toContain('“web-ui.user”');
  });

  it.each([
    [
      "2026-01-15 12:00:00,000 ERROR [org.jboss.as.controller] (Controller Boot Thread) WFLYCTL0362: Capabilities required by resource '/subsystem=infinispan/cache-container=ejb' are not available:\n    org.wildfly.clustering.cache.repl; Possible registration points for this capability:\n2026-01-15 12:00:00,001 FATAL [org.jboss.as.server] (Controller Boot Thread) WFLYSRV0056: Server boot has failed in an unrecoverable manner; exiting. See previous messages for details.",
      'org.wildfly.clustering.cache.repl',
    ],
    [
      '2026-01-15 12:00:00,000 ERROR [org.jboss.as.controller] (Boot) WFLYCTL0412: Required services that are not installed:\n    jboss.naming.context.java.shop\n',
      'jboss.naming.context.java.shop',
    ],
  ])('names what a configuration refers to: %#', (log, name) => {
    const [found] = said(log);
    expect(found?.what.en).toContain(`refers to “${name}”`);
    expect(found?.why.en).toContain('not defined');
    expect(found?.what.en).not.toContain('/subsystem');
  });
});
