import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

const PERL =
  "Can't locate Core/System/Main.pm in @INC (you may need to install the Core::System::Main module) (@INC contains: /srv/shop/Custom /srv/shop /usr/share/perl5) at /srv/shop/bin/shop.pl line 33.";
const NODE = "Error: Cannot find module '/srv/shop/dist/main.js'";

describe('program-part-missing', () => {
  it.each([
    [PERL, '/srv/shop/Core', undefined, true],
    [PERL, '/srv/shop/var', undefined, false],
    [NODE, '/srv/shop', undefined, true],
    [NODE, '/srv/data', undefined, false],
    ["Error: Cannot find module 'express'", '/app/node_modules', '/app', true],
    ["ModuleNotFoundError: No module named 'shop.main'", '/app', '/app', true],
    ["ModuleNotFoundError: No module named 'flask'", '/data', '/app', false],
  ])(
    'knows when a volume hides what the image holds: %s at %s',
    (previous, mountPath, workingDir, isHidden) => {
      const crashing = crashingPod(
        end,
        [
          'spec.volumes',
          [{ name: 'd', persistentVolumeClaim: { claimName: 'code' } }],
        ],
        ['spec.containers.0.volumeMounts', [{ name: 'd', mountPath }]],
        ['spec.containers.0.workingDir', workingDir],
      );
      const [found] = findings(cause, [crashing], {
        logs: { app: { previous } },
      });
      expect(found?.why.en.includes('claim “code”')).toBe(isHidden);
      expect(found?.why.zh.includes('“code”')).toBe(isHidden);
    },
  );

  it.each([
    [
      "node:internal/modules/cjs/loader:1080\n  throw err;\n  ^\n\nError: Cannot find module 'express'\nRequire stack:\n- /app/server.js\n    at Module._resolveFilename (node:internal/modules/cjs/loader:1077:15) {\n  code: 'MODULE_NOT_FOUND',\n  requireStack: [ '/app/server.js' ]\n}",
      'express',
    ],
    [
      "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'pino' imported from /app/server.mjs",
      'pino',
    ],
    ["ModuleNotFoundError: No module named 'flask'", 'flask'],
    [
      'Exception in thread "main" java.lang.NoClassDefFoundError: org/slf4j/LoggerFactory\n\tat com.shop.Main.main(Main.java:5)\nCaused by: java.lang.ClassNotFoundException: org.slf4j.LoggerFactory',
      'org.slf4j.LoggerFactory',
    ],
    ['Error: Could not find or load main class com.shop.Main', 'com.shop.Main'],
    [
      '/app/server: error while loading shared libraries: libssl.so.1.1: cannot open shared object file: No such file or directory',
      'libssl.so.1.1',
    ],
    [
      "/app/server: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by /app/server)",
      'GLIBC_2.34',
    ],
    [
      'Error loading shared library libgcc_s.so.1: No such file or directory (needed by /app/server)',
      'libgcc_s.so.1',
    ],
    [
      'Exception in thread "main" java.lang.UnsupportedClassVersionError: com/shop/Main has been compiled by a more recent version of the Java Runtime (class file version 65.0), this version of the Java Runtime only recognizes class file versions up to 61.0',
      '',
    ],
    [
      "<internal:/usr/lib/ruby/rubygems/core_ext/kernel_require.rb>:85:in `require': cannot load such file -- sinatra (LoadError)",
      'sinatra',
    ],
    [
      "Unhandled exception. System.IO.FileNotFoundException: Could not load file or assembly 'Shop.Core, Version=1.0.0.0, Culture=neutral'. The system cannot find the file specified.",
      'Shop.Core',
    ],
    [
      'npm ERR! Missing script: "start"\nnpm ERR! \nnpm ERR! To see a list of scripts, run:\nnpm ERR!   npm run\nnpm ERR! A complete log of this run can be found in: /app/.npm/_logs/x.log',
      'start',
    ],
    [
      "You must install or update .NET to run this application.\nFramework: 'Microsoft.NETCore.App', version '8.0.0' (x64)",
      '',
    ],
    [
      "C:\\Monitor.exe : The term 'C:\\Monitor.exe' is not recognized as the name of a cmdlet, function, script file, or operable program.",
      'C:\\Monitor.exe',
    ],
    [
      "'dotnet' is not recognized as an internal or external command,\noperable program or batch file.",
      'dotnet',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  const CLASS = 'java.lang.UnsupportedClassVersionError: com/shop/Main';

  it.each([
    [
      `SEVERE ${CLASS} has been compiled by a more recent version of the Java Runtime (class file version 61.0), this version of the Java Runtime only recognizes class file versions up to 55.0`,
      'built for Java 17 (class “com/shop/Main”), and Java 11 runs it',
      'Java 17 or newer',
    ],
    [
      `Exception in thread "main" ${CLASS} : Unsupported major.minor version 52.0`,
      'built for Java 8 (class “com/shop/Main”), and an older one runs it',
      'Java 8 or newer',
    ],
    [
      'error: bad class file: /m/x.class class file has wrong version 65.0, should be 61.0',
      'built for Java 21, and Java 17 runs it',
      'Java 21 or newer',
    ],
    [
      `Error: LinkageError occurred while loading main class com.shop.Main\n\t${CLASS} has been compiled by a more recent version of the Java Runtime (class file version 69.0), this version of the Java Runtime only recognizes class file versions up to 65.0`,
      'built for Java 25',
      'for Java 21 (--release 21)',
    ],
  ])('says which Java is needed and which is there: %s', (log, what, step) => {
    const [found] = said(log);
    expect(found?.what.en).toContain(what);
    expect(found?.steps[0]?.text.en).toContain(step);
    expect(JSON.stringify(found?.steps)).not.toContain('Declare');
  });

  it.each([
    "java.lang.NoSuchMethodError: 'void com.shop.Cart.add(int)'",
    "ImportError: cannot import name 'url_quote' from 'werkzeug.urls'",
    "The framework 'Microsoft.NETCore.App', version '8.0.0' (x64) was not found.",
  ])(
    'does not call a version that does not fit a lacking dependency: %s',
    log => {
      const [found] = said(log);
      expect(found?.why.en).toContain('does not fit the rest');
      expect(found?.steps[0]?.text.en).toContain(
        'versions that fit each other',
      );
    },
  );

  it.each([
    ["Error: Cannot find module '/app/dist/main.js'", true],
    ["Error: Cannot find module './config'", true],
    ["Error: Cannot find module '/app/node_modules/pino/index.js'", false],
    ["Error: Cannot find module 'pino'", false],
    ['Error: Could not find or load main class com.shop.Main', true],
  ])('tells the program from its libraries: %s', (log, isOwn) => {
    const [found] = said(log);
    expect(found?.why.en.includes('no library')).toBe(isOwn);
    expect(found?.steps[0]?.text.en.startsWith('Check')).toBe(isOwn);
  });

  it.each([
    [
      "nginx: [alert] failed to load the 'resty.core' module (reason: /usr/lib/lua/resty/core/base.lua:24: ngx_http_lua_module 0.10.29 required) in /etc/nginx/nginx.conf:7",
      'ngx_http_lua_module',
    ],
    [
      'nginx: [emerg] module "/etc/nginx/modules/ngx_otel.so" version 1025003 instead of 1027000 in /etc/nginx/nginx.conf:1',
      'ngx_otel.so',
    ],
    [
      "Error: The module '/app/node_modules/x/y.node'\nwas compiled against a different Node.js version using\nNODE_MODULE_VERSION 83.",
      '',
    ],
    [
      'PHP Fatal error:  Your Composer dependencies require a PHP version ">= 8.1.0".',
      'PHP',
    ],
    ['Your Ruby version is 2.7.1, but your Gemfile specified 3.0.0', 'Ruby'],
    ['Error: openssl 1.1.1 or newer is required', 'openssl'],
    [
      'RuntimeError: module compiled against ABI version 0x1000009 but this version of numpy is 0x2000000',
      '',
    ],
  ])('knows parts that do not fit each other: %s', (log, part) => {
    const [found] = said(log);
    expect(found?.what.en).toContain('does not fit');
    expect(found?.what.en).toContain(part);
    expect(found?.steps[0]?.text.en).toContain('fit each other');
  });

  it.each([
    'ERROR TLS 1.2 is required',
    'ERROR at least 2.5 is required',
    "WARN Cannot find module 'newrelic', monitoring is off\nINFO listening on 8080\nINFO bye",
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });

  it.each([
    [
      'Could not find Hex, which is needed to build dependency :credo\n** (Mix) Could not find an SCM for dependency :credo from Api.MixProject',
      'Hex',
    ],
    [
      'Could not find rebar3, which is needed to build dependency :cowlib',
      'rebar3',
    ],
    ['Error: git is required but was not installed', 'git'],
    ['ERROR: required program "jq" not found', 'jq'],
    ['Error: ffmpeg not found in PATH', 'ffmpeg'],
    ['fatal: exec: "helm": executable file not found in $PATH', 'helm'],
    [
      'java.io.IOException: Cannot run program "git": error=2, No such file or directory',
      'git',
    ],
    ['Error: spawn ffmpeg ENOENT', 'ffmpeg'],
    ["FATAL command 'pg_dump' could not be found", 'pg_dump'],
  ])('names a tool that the image lacks: %s', (log, tool) => {
    const [found] = said(log);
    expect(found?.what.en).toContain(`“${tool}”`);
    expect(found?.why.en).toContain('calls that tool');
    expect(found?.steps[0]?.text.zh).toContain(`安装“${tool}”`);
  });

  it.each([
    'Error: DATABASE_URL is required but was not found',
    'Error: record is required but not found',
    'Could not find user alice, who is needed',
  ])('does not take for a tool: %s', log => {
    expect(said(log)).toEqual([]);
  });
});
