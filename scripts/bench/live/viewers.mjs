// People who look at an entity: one open health stream each.
import { request } from 'undici';
import { CANARY } from './pods.mjs';

/** Signs a demo person in; answers the header to send. */
export async function signIn(url, person) {
  const answer = await request(`${url}/api/auth/demo/refresh`, {
    headers: {
      'x-demo-person': `user:default/${person}`,
      'x-requested-with': 'XMLHttpRequest',
    },
  });
  const { backstageIdentity } = await answer.body.json();
  return { authorization: `Bearer ${backstageIdentity.token}` };
}

/** Opens a stream and reads it until told to leave. */
export async function openViewer(url, headers, entity) {
  const leave = new AbortController();
  const seen = { bytes: 0, first: 0, lines: 0, leaks: 0 };
  const opened = performance.now();
  const answer = await request(
    `${url}/api/pod-health/entities/component/default/${entity}/health/stream`,
    { headers, signal: leave.signal, headersTimeout: 0, bodyTimeout: 0 },
  );
  if (answer.statusCode !== 200) {
    throw new Error(`${answer.statusCode} ${await answer.body.text()}`);
  }
  let told = () => {};
  const first = new Promise(resolve => {
    told = resolve;
  });
  const reading = read(answer.body, seen, line => {
    seen.first ||= seen.bytes;
    seen.line ??= line;
    seen.firstMs ??= performance.now() - opened;
    told();
  });
  await first;
  return {
    seen,
    async leave() {
      leave.abort();
      await reading;
    },
  };
}

async function read(body, seen, onLine) {
  let rest = '';
  try {
    for await (const chunk of body) {
      seen.bytes += chunk.length;
      rest += chunk.toString('utf8');
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        seen.lines += 1;
        seen.leaks += line.split(CANARY).length - 1;
        onLine(line);
      }
    }
  } catch (error) {
    if (error.name !== 'AbortError') throw error;
  }
}
