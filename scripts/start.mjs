// `npm start [-- --kubeconfig FILE [--context NAME]] [--port N] [--config FILE]`: the portal, until ctrl-C.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkKubeconfig, startPortal } from './startPortal.mjs';
import { root } from './toolchain.mjs';

const HELP = `usage: npm start [-- OPTIONS]

  --kubeconfig FILE   a real cluster instead of the embedded one
  --context NAME      context of that kubeconfig; its current one unless set
  --port N            port of the portal; 3000 unless set
  --config FILE       a further app-config file; may be given several times
  --verbose           show all the backend says, not only warnings and errors
`;

const started = Date.now();

function say(text) {
  process.stderr.write(`pod-health: ${text}\n`);
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      kubeconfig: { type: 'string' },
      context: { type: 'string' },
      port: { type: 'string', default: '3000' },
      config: { type: 'string', multiple: true, default: [] },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`--port ${values.port} is not a port`);
  }
  if (values.context && !values.kubeconfig) {
    throw new Error('--context needs --kubeconfig');
  }
  return { ...values, port };
}

/** Shows what the backend says that somebody should read. */
function showTrouble(text) {
  for (const line of text.split('\n')) {
    if (/\b(warn|error)\b/.test(line)) process.stderr.write(`${line}\n`);
  }
}

async function start(asked) {
  const { kubeconfig, context, port, config, verbose, help } = readArguments();
  if (help) {
    process.stdout.write(HELP);
    return;
  }
  const from = process.env.INIT_CWD ?? process.cwd();
  const file = kubeconfig && path.resolve(from, kubeconfig);
  if (file) checkKubeconfig(file);
  const logFile = path.join(root, '.portal', 'backend.log');
  mkdirSync(path.dirname(logFile), { recursive: true });
  const portal = await startPortal({
    port,
    kubeconfig: file,
    context,
    configs: config.map(each => path.resolve(from, each)),
    logFile,
    say,
    signal: asked,
    onOutput: verbose ? text => process.stderr.write(text) : showTrouble,
  });
  const seconds = Math.round((Date.now() - started) / 1000);
  say(
    `${
      file ? `the cluster of ${file}` : 'the embedded cluster'
    } is connected (${seconds} s)`,
  );
  process.stdout.write(`\nPod Health is at ${portal.url}\n\n`);
  say(`ctrl-C ends it; the backend's log is ${path.relative(root, logFile)}`);
  await untilEnd(portal, asked);
}

async function untilEnd(portal, asked) {
  const stopAsked = new Promise(resolve => {
    if (asked.aborted) resolve();
    asked.addEventListener('abort', () => resolve(), { once: true });
  });
  const code = await Promise.race([portal.exited, stopAsked]);
  if (!asked.aborted) {
    throw new Error(`the backend ended by itself (${code})`);
  }
  say('stopping …');
  await portal.stop();
}

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => stop.abort());
}
try {
  await start(stop.signal);
} catch (error) {
  if (!stop.signal.aborted) {
    say(error.message);
    process.exitCode = 1;
  }
}
