import { configMap, crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('file-missing', () => {
  const requiring = (module: string) =>
    `module.js:472\n    throw err;\n    ^\nError: Cannot find module '${module}'\n    at Function.Module._resolveFilename (module.js:470:15)\n    at require (internal/module.js:20:19)\n    at Object.<anonymous> (/opt/shop/lib/logger.js:11:25)`;

  it.each([
    [requiring('./config.json'), '/opt/shop/lib/config.json'],
    [requiring('../config.json'), '/opt/shop/config.json'],
    [
      requiring('../config/local.settings.json'),
      '/opt/shop/config/local.settings.json',
    ],
    [requiring('/etc/shop/secrets.json'), '/etc/shop/secrets.json'],
    [requiring('../config.js'), '/opt/shop/config.js'],
    [
      "Error: Cannot find module './settings.json'\nRequire stack:\n- /app/server.js\n    at Module._resolveFilename (node:internal/modules/cjs/loader:1077:15)",
      '/app/settings.json',
    ],
    [
      "ModuleNotFoundError: No module named 'shop.local_settings'",
      'shop.local_settings',
    ],
  ])('knows settings that are to be mounted: %#', (log, place) => {
    const [found] = said(log);
    expect(found?.what.en).toContain(`“${place}”`);
    expect(found?.why.en).toContain('it holds settings');
    expect(found?.steps[0]?.text.en).toMatch(/^Mount the settings/);
  });

  it('tells what is mounted where the settings are looked for', () => {
    const [found] = findings(
      cause,
      [
        crashingPod(
          end,
          [
            'spec.containers.0.volumeMounts',
            [{ name: 'c', mountPath: '/opt/shop/conf' }],
          ],
          ['spec.volumes', [{ name: 'c', configMap: { name: 'web' } }]],
        ),
        configMap('web', 'prod.json'),
      ],
      {
        logs: { app: { previous: requiring('../conf/config.json') } },
        asked: ['configMaps'],
      },
    );
    expect(found?.why.en).toContain('config map “web”');
    expect(found?.why.en).toContain('1 key: prod.json');
    expect(found?.why.en).not.toContain('No file of that name');
  });

  it.each([
    requiring('./config'),
    requiring('../dist/main.js'),
    requiring('../package.json'),
    requiring('/app/node_modules/x/config.json'),
    "ModuleNotFoundError: No module named 'config'",
  ])('leaves parts of the program to another cause: %s', log => {
    expect(said(log)).toEqual([]);
  });

  it.each([
    [
      'Exception in thread "main" java.io.FileNotFoundException: Log directory specified does not exist: file:/tmp/spark-events Did you configure the correct one through spark.history.fs.logDirectory?',
      'directory “/tmp/spark-events”',
    ],
    [
      'java.io.FileNotFoundException: Log directory specified does not exist: file:/tmp/spark-events\nCaused by: java.io.FileNotFoundException: File file:/tmp/spark-events does not exist',
      'directory “/tmp/spark-events”',
    ],
    [
      'java.io.FileNotFoundException: File file:/data/in.csv does not exist',
      '“/data/in.csv”',
    ],
    [
      'java.nio.file.NoSuchFileException: file:///etc/shop/app.yml',
      '“/etc/shop/app.yml”',
    ],
    [
      "Error: ENOENT: no such file or directory, scandir '/srv/plugins'",
      'directory “/srv/plugins”',
    ],
    [
      "Unhandled exception. System.IO.DirectoryNotFoundException: Could not find a part of the path '/keys/a'.",
      'directory “/keys/a”',
    ],
  ])('names the absolute path: %s', (log, path) => {
    const [found] = said(log);
    expect(found?.what.en).toContain(`because ${path} does not exist`);
    expect(found?.why.en).not.toContain('working directory');
    expect(found?.steps[0]?.text.en.includes('Mount a volume')).toBe(
      path.startsWith('directory'),
    );
  });

  it.each([
    [
      "PHP Fatal error:  require_once(): Failed opening required '/srv/open/file/sites/conf.php' (include_path='.') in Command line code on line 1\n\nStarting apache!\n(2)No such file or directory: AH02291: Cannot access directory '/var/log/apache2/' for main error log\n(2)No such file or directory: AH02291: Cannot access directory '/var/www/logs/' for error log of vhost defined at /etc/apache2/conf.d/ssl.conf:124\nAH00014: Configuration check failed",
      '/var/log/apache2/',
    ],
    [
      "AH00526: Syntax error on line 12 of /etc/apache2/sites-enabled/web.conf:\nSSLCertificateFile: file '/etc/tls/web.pem' does not exist or is empty",
      '/etc/tls/web.pem',
    ],
    [
      "AH00526: Syntax error on line 9 of /etc/apache2/apache2.conf:\nDocumentRoot '/srv/web' is not a directory, or is not readable",
      '/srv/web',
    ],
    [
      "PHP Fatal error:  require_once(): Failed opening required '/srv/open/file/sites/conf.php' (include_path='.') in Command line code on line 1",
      '/srv/open/file/sites/conf.php',
    ],
  ])('reads the last complaint and its whole path %#', (log, path) => {
    const [found] = said(log);
    expect(found?.what.en).toContain(`“${path}”`);
  });

  it.each([
    [
      "npm ERR! path /app/package.json\nnpm ERR! code ENOENT\nnpm ERR! enoent ENOENT: no such file or directory, open '/app/package.json'\nnpm ERR! enoent This is most likely not a problem with npm itself\nnpm ERR! enoent and is related to npm not being able to find a file.\nnpm ERR! enoent\n\nnpm ERR! Please include the following file with any support request:\nnpm ERR!     /app/npm-debug.log",
      '/app/package.json',
    ],
    [
      "npm error code ENOENT\nnpm error syscall open\nnpm error path /app/package.json\nnpm error errno -2\nnpm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open '/app/package.json'\nnpm error enoent This is related to npm not being able to find a file.\nnpm error enoent\nnpm error A complete log of this run can be found in: /home/node/.npm/_logs/2026-01-15T12_00_00_000Z-debug-0.log",
      '/app/package.json',
    ],
    [
      "error Couldn't find a file\nError: ENOENT: no such file or directory, open '/srv/web.json'\ninfo If you think this is a bug, please open a bug report with the information provided in \"/srv/yarn-error.log\".",
      '/srv/web.json',
    ],
  ])('does not take a tool’s own log for what is missing: %#', (log, path) => {
    const [found] = said(log);
    expect(found?.what.en).toContain(`“${path}”`);
    expect(JSON.stringify(found)).not.toMatch(/debug\.log|_logs|yarn-error/);
  });

  it.each([
    ['error Couldn\'t find a package.json file in "/app"', 'package.json'],
    [
      'ERR_PNPM_NO_IMPORTER_MANIFEST_FOUND  No package.json (or package.yaml, or package.json5) was found in "/app".',
      'package.json',
    ],
    ['Composer could not find a composer.json file in /app', 'composer.json'],
    ['Could not locate Gemfile', 'Gemfile'],
    [
      'error: could not find `Cargo.toml` in `/app` or any parent directory',
      'Cargo.toml',
    ],
    [
      'go: go.mod file not found in current directory or any parent directory',
      'go.mod',
    ],
  ])('knows the file of the project: %s', (log, file) => {
    const [found] = findings(
      cause,
      [
        crashingPod(
          end,
          ['spec.containers.0.workingDir', '/app'],
          [
            'spec.containers.0.volumeMounts',
            [{ name: 'code', mountPath: '/app' }],
          ],
          ['spec.volumes', [{ name: 'code', emptyDir: {} }]],
        ),
      ],
      { logs: { app: { previous: log } } },
    );
    expect(found?.what.en).toContain(`“${file}”`);
    expect(found?.steps[0]?.text.en).toContain('“code” is empty when the pod');
  });

  it.each([
    "1:M 03 Apr 2020 09:56:13.492 # Can't open the append-only file: No such file or directory",
    "1:M # Can't open or create append-only dir appendonlydir: No such file or directory",
    'FATAL:  could not open file "global/pg_control": No such file or directory',
    'PANIC:  could not open directory "pg_notify": No such file or directory',
    'NonExistentPath: Data directory /data/db not found. Create the missing directory',
    'IO error: No such file or directory: While opening a file for sequentially reading: /data/db/CURRENT: No such file',
    'level=error err="open /data/chunks_head/000012: no such file or directory"',
  ])('knows a store’s own data: %s', log => {
    const [found] = findings(
      cause,
      [
        crashingPod(
          end,
          [
            'spec.containers.0.volumeMounts',
            [{ name: 'data', mountPath: '/data' }],
          ],
          [
            'spec.volumes',
            [{ name: 'data', persistentVolumeClaim: { claimName: 'db-0' } }],
          ],
        ),
      ],
      { logs: { app: { previous: log } } },
    );
    expect(found?.why.en).toContain('claim “db-0”');
    expect(found?.steps[1]?.command).toBe('kubectl -n shop describe pvc db-0');
  });

  it.each([
    [
      '2026/01/15 12:00:00 open /etc/shop/config.yaml: no such file or directory',
      '/etc/shop/config.yaml',
    ],
    [
      "Error: ENOENT: no such file or directory, open '/app/config/prod.json'\n    at Object.openSync (node:fs:601:3) {\n  code: 'ENOENT'\n}",
      '/app/config/prod.json',
    ],
    [
      'Traceback (most recent call last):\n  File "/app/main.py", line 3, in <module>\nFileNotFoundError: [Errno 2] No such file or directory: \'/etc/shop/config.yaml\'',
      '/etc/shop/config.yaml',
    ],
    [
      'java.io.FileNotFoundException: /etc/shop/keystore.jks (No such file or directory)\n\tat java.base/java.io.FileInputStream.open0(Native Method)',
      '/etc/shop/keystore.jks',
    ],
    [
      'Caused by: java.nio.file.NoSuchFileException: /etc/shop/ca.crt',
      '/etc/shop/ca.crt',
    ],
    [
      "Unhandled exception. System.IO.FileNotFoundException: Could not find file '/app/settings.json'.",
      '',
    ],
    [
      "config.rb:1:in `initialize': No such file or directory @ rb_sysopen - /etc/shop/config.yml (Errno::ENOENT)",
      '/etc/shop/config.yml',
    ],
    [
      "sh: can't open '/scripts/start.sh': No such file or directory",
      '/scripts/start.sh',
    ],
    [
      "python: can't open file '/app/main.py': [Errno 2] No such file or directory",
      '/app/main.py',
    ],
    [
      '/app/start: line 10: bin/rails: No such file or directory\n/app/start: line 12: bin/rails: No such file or directory',
      '“bin/rails”',
    ],
    ['/entrypoint.sh: 4: /entrypoint.sh: /opt/run: not found', '“/opt/run”'],
    ['sh: 1: ./start.sh: not found', '“./start.sh”'],
    ['/entry.sh: line 3: /run/env: No such file or directory', '“/run/env”'],
    ['Error: Unable to access jarfile app.jar', ''],
    ["Config data location 'file:/conf/' does not exist", '“/conf/”'],
    [
      'nginx: [emerg] open() "/etc/nginx/nginx.conf" failed (2: No such file or directory)',
      '/etc/nginx/nginx.conf',
    ],
    [
      'nginx: [emerg] cannot load certificate "/etc/tls/tls.crt": BIO_new_file() failed (SSL: error:80000002:system library::No such file or directory:calling fopen(/etc/tls/tls.crt, r) error:10000080:BIO routines::no such file)',
      '/etc/tls/tls.crt',
    ],
    [
      'Error: Os { code: 2, kind: NotFound, message: "No such file or directory" }',
      '',
    ],
    [
      'error: open /var/run/secrets/kubernetes.io/serviceaccount/token: no such file or directory',
      '/var/run/secrets/kubernetes.io/serviceaccount/token',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    [
      'Exception in thread "main" org.springframework.beans.factory.BeanDefinitionStoreException: IOException parsing XML document from class path resource [context.xml]; nested exception is java.io.FileNotFoundException: class path resource [context.xml] cannot be opened because it does not exist',
      'context.xml',
    ],
    [
      'Caused by: java.io.FileNotFoundException: class path resource [keys/ca.pem] cannot be resolved to URL because it does not exist',
      'keys/ca.pem',
    ],
    [
      'java.io.FileNotFoundException: Could not open ServletContext resource [/WEB-INF/context.xml]',
      '/WEB-INF/context.xml',
    ],
    [
      'Caused by: java.io.IOException: Could not find resource com/shop/Mapper.xml',
      'com/shop/Mapper.xml',
    ],
    [
      "Config data resource 'class path resource [shop.yml]' via location 'classpath:shop.yml' does not exist",
      'shop.yml',
    ],
    ['FATAL hazelcast.xml not found on the classpath', 'hazelcast.xml'],
  ])('looks among its classes for %#', (log, file) => {
    const [found] = said(log);
    expect(found?.what.en).toContain(`“${file}” is not on its class path`);
    expect(found?.why.en).not.toContain('working directory');
    expect(found?.steps[1]?.text.en).toContain('class path');
  });

  it('believes what must be there first, not what follows from it', () => {
    const [found] = said(
      'Please configure your config/database.yml first\nbundler: failed to load command: passenger\nBundler::ProductionError: You are trying to install in deployment mode after changing\nyour Gemfile. Run `bundle install` elsewhere',
    );
    expect(found?.what.en).toContain('“config/database.yml” does not exist');
    expect(found?.quotes[0]?.value).toContain('first');
  });

  it.each([
    'curl: (6) Could not resolve host: files.shop\n/run.sh: 4: /opt/run.sh: not found',
    'INFO start\nYou may copy config.yml first\nERROR row 12 has 3 columns\nINFO server is ready\nINFO exit',
    'INFO open /etc/shop/override.yaml: no such file or directory, using defaults\nINFO finished',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });

  it('lists what the config map holds that is mounted there', () => {
    const log = 'open /etc/shop/config.yaml: no such file or directory';
    const mounted = crashingPod(
      end,
      [
        'spec.containers.0.volumeMounts',
        [{ name: 'conf', mountPath: '/etc/shop' }],
      ],
      ['spec.volumes', [{ name: 'conf', configMap: { name: 'web' } }]],
    );
    const [found] = findings(
      cause,
      [mounted, configMap('web', 'config.yml', 'log.xml')],
      { logs: { app: { previous: log } } },
    );
    expect(found?.why.en).toContain('2 keys: config.yml and log.xml');
    expect(found?.steps[0]?.command).toBe(
      'kubectl -n shop describe configmap web',
    );
  });
});
