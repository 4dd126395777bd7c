import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('unhandled-exception', () => {
  it.each([
    [
      'Traceback (most recent call last):\n  File "/app/main.py", line 12, in <module>\n    total()\n  File "/app/sum.py", line 3, in total\n    return 1 / 0\nZeroDivisionError: division by zero',
      'ZeroDivisionError',
    ],
    [
      'panic: runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x1]\n\ngoroutine 1 [running]:\nmain.main()\n\t/app/main.go:12 +0x1d\nexit status 2',
      '/app/main.go',
    ],
    [
      'Exception in thread "main" java.lang.NullPointerException: Cannot invoke "String.length()" because "s" is null\n\tat java.base/java.util.Objects.requireNonNull(Objects.java:233)\n\tat com.shop.Main.main(Main.java:9)',
      'java.lang.NullPointerException',
    ],
    [
      "/app/server.js:3\n  items.map(x => x)\n        ^\n\nTypeError: Cannot read properties of undefined (reading 'map')\n    at start (/app/server.js:3:9)\n    at node:internal/main/run_main_module:28:49\n\nNode.js v20.11.0",
      '/app/server.js',
    ],
    [
      'Unhandled exception. System.InvalidOperationException: Sequence contains no elements\n   at System.Linq.ThrowHelper.ThrowNoElementsException()\n   at Shop.Program.Main() in /src/Program.cs:line 12',
      '/src/Program.cs',
    ],
    [
      "/app/main.rb:5:in `start': undefined method `name' for nil:NilClass (NoMethodError)\n\tfrom /app/main.rb:9:in `<main>'",
      '/app/main.rb',
    ],
    [
      "thread 'main' panicked at src/main.rs:4:5:\nindex out of bounds: the len is 0 but the index is 0\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
      'src/main.rs',
    ],
    ["thread 'main' panicked at 'no rows', src/main.rs:4:5", 'no rows'],
    [
      '2026/01/15 12:00:00 Updating machine blue .\nE0115 12:00:00.325251       1 runtime.go:69] Observed a panic: "invalid memory address or nil pointer dereference" (runtime error: invalid memory address or nil pointer dereference)',
      'error: “runtime error: invalid memory address or nil pointer dereference”. Just before it wrote: “Updating machine blue”. That alone does not prove',
    ],
    [
      'E0115 12:00:00.325251       1 panic.go:115] "Observed a panic" panic="assignment to entry in nil map" panicGoValue="x" stacktrace=<\n\tgoroutine 1 [running]:',
      'assignment to entry in nil map',
    ],
    [
      '{"level":"error","msg":"Observed a panic","error":"index out of range [3] with length 3"}',
      'index out of range [3]',
    ],
    [
      'panic: no rows [recovered]\n\tpanic: close of nil channel\n\ngoroutine 1 [running]:\nmain.main()\n\t/app/main.go:12 +0x1d',
      'no rows',
    ],
    [
      'Unhandled Exception: System.AggregateException: One or more errors occurred. ---> System.ArgumentException: odd row',
      'System.ArgumentException: odd row',
    ],
    [
      'PHP Fatal error:  Uncaught Error: Call to undefined function totl() in /app/index.php:12',
      '/app/index.php',
    ],
    [
      "terminate called after throwing an instance of 'std::out_of_range'\n  what():  vector::_M_range_check",
      'C++',
    ],
    [
      'fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive]:\nmain.main()\n\t/app/main.go:5 +0x2',
      'Go',
    ],
    [
      '/app/x.js:1\nReferenceError: MY_CONST is not defined\n    at Object.<anonymous> (/app/x.js:1:1)',
      'Node.js',
    ],
    [
      'Traceback (most recent call last):\n  File "/app/x.py", line 4, in <module>\n    int(row)\nValueError: invalid literal for int() with base 10: \'abc\'',
      '/app/x.py',
    ],
    [
      '[12:00:00 FTL] Program terminated unexpectedly\nSystem.ArgumentNullException: Value cannot be null.\nParameter name: uriString\n   at System.Uri..ctor(String uriString)\n   at Shop.Startup.AddHealthChecks(IServiceCollection services) in /src/Startup.cs:line 138',
      'A value it needs (“uriString”) is null',
    ],
    [
      "Unhandled exception. System.ArgumentNullException: Value cannot be null. (Parameter 'connectionString')\n   at Shop.Program.Main(String[] args) in /src/Program.cs:line 7",
      'A value it needs (“connectionString”) is null',
    ],
    [
      'Microsoft.Extensions.Options.OptionsValidationException: odd options\n   at Microsoft.Extensions.Options.OptionsFactory`1.Create(String name)\n   at Shop.Program.Main(String[] args) in /src/Program.cs:line 7',
      '/src/Program.cs:7',
    ],
    [
      "nginx: [error] init_by_lua error: /usr/local/openresty/lualib/ngx/process.lua:5: unsupported subsystem: stream\nstack traceback:\n\t[C]: in function 'error'\n\t/usr/local/openresty/lualib/ngx/process.lua:5: in main chunk\n\t[C]: in function 'require'",
      'unsupported subsystem: stream',
    ],
    [
      "lua: /app/main.lua:3: attempt to index a nil value (global 'conf')\nstack traceback:\n\t/app/main.lua:3: in main chunk\n\t[C]: in ?",
      '/app/main.lua:3',
    ],
    [
      "/opt/luajit/bin/luajit: /opt/yaml.lua:6: bad argument #1 to 'find' (string expected, got nil)\nstack traceback:\n\t[C]: in function 'find'\n\t/opt/yaml.lua:6: in function 'parse'\n\t/opt/yaml.lua:7: in function 'read_yaml_conf'\n\t/usr/bin/tool:922: in main chunk\n\t[C]: at 0x00404c0",
      'while the program read its settings (read_yaml_conf)',
    ],
    [
      'Traceback (most recent call last):\n  File "/app/main.py", line 12, in <module>\n    conf = load_config()\n  File "/app/conf.py", line 3, in load_config\n    return data[\'a\']\nTypeError: \'NoneType\' object is not subscriptable',
      'read its settings (load_config)',
    ],
    [
      "TypeError: Cannot read properties of undefined (reading 'a')\n    at loadConfig (/app/conf.js:3:9)\n    at Object.<anonymous> (/app/server.js:1:1)",
      'read its settings (loadConfig)',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    [
      'Caused by: org.shop.OddException: odd row\n\tat java.base/java.util.Objects.requireNonNull(Objects.java:233)\n\tat org.apache.kafka.connect.util.KafkaBasedLog.start(KafkaBasedLog.java:267)',
      'KafkaBasedLog.java:267',
    ],
    [
      'panic: odd row\n\ngoroutine 1 [running]:\nruntime.gopanic()\n\t/usr/local/go/src/runtime/panic.go:9 +0x1\nk8s.io/client-go/a.B()\n\t/go/pkg/mod/k8s.io/client-go@v0.26.1/a/b.go:88 +0x1d',
      'client-go@v0.26.1/a/b.go:88',
    ],
  ])(
    'names a frame of a library when there is none of its own %#',
    (log, at) => {
      expect(said(log)[0]?.what.en).toContain(at);
    },
  );

  it.each([
    'Caused by: java.util.concurrent.ExecutionException: odd row\n\tat java.base/java.util.concurrent.CompletableFuture.reportGet(CompletableFuture.java:395)\n\t... 12 more',
    'Traceback (most recent call last):\n  File "/usr/lib/python3.12/asyncio/runners.py", line 3, in f\n    g()\nValueError: odd row',
  ])('names no frame of the language itself %#', log => {
    const [found] = said(log);
    expect(found?.what.en).toContain('nobody caught; it was');
    expect(found?.steps[1]?.text.en).toContain('first frame of your own');
  });

  it.each([
    'INFO caught ValueError: bad input\nINFO done',
    'WARN retrying\nTraceback (most recent call last):\n  File "/app/a.py", line 1, in f\nConnectionRefusedError: [Errno 111] Connection refused\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File "/app/b.py", line 2, in g\nshop.errors.StartError: cannot start',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });
});
