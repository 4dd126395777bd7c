import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { PodHealthError } from 'backstage-plugin-pod-health-common';
import express from 'express';
import WebSocket, { WebSocketServer } from 'ws';
import { openTerminal } from '../testing/terminalClient';
import { systemClock } from '../time/clock';
import { createTerminalGateway } from './createTerminalGateway';

/**
 * Beside the two ways in which Backstage's own plugins take WebSockets (facts.md, "Streams in Backstage"): signals listens
 * for `upgrade` from its first request on; the Kubernetes proxy expects upgrades in Express. Each redeem here is refused: what
 * matters is who answers.
 */

const ID = 'a'.repeat(32);
const TICKET = 'b'.repeat(43);
const redeem = jest.fn();

let server: Server;
let gateway: ReturnType<typeof createTerminalGateway>;
let closing: (() => void)[];

beforeEach(async () => {
  redeem.mockReset();
  redeem.mockRejectedValue(new PodHealthError('ticket-invalid', 'test'));
  gateway = createTerminalGateway({
    sessions: { redeem },
    config: { allowedOrigins: ['http://localhost:3000'] },
    logger: mockServices.logger.mock(),
    clock: systemClock,
  });
  const app = express();
  app.get('/api/pod-health/sessions/:id/terminal', gateway.handler);
  const proxied = new WebSocketServer({ noServer: true });
  app.get('/api/kubernetes/proxy', request => {
    proxied.handleUpgrade(request, request.socket, Buffer.alloc(0), socket =>
      socket.send('from the cluster'),
    );
  });
  app.get('/probe', (_, response) => void response.send('fine'));
  server = createServer(app);
  closing = [() => proxied.close()];
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await gateway.close();
  closing.forEach(close => close());
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
});

/** As signals does: its own path only, everything else is left alone. */
function startSignals(): void {
  const signals = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    if (request.url === '/api/signals') {
      signals.handleUpgrade(request, socket, head, client =>
        client.send('from signals'),
      );
    }
  });
  closing.push(() => signals.close());
}

function base(): string {
  return `127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
}

async function firstMessage(path: string): Promise<string> {
  const socket = new WebSocket(`ws://${base()}${path}`);
  const text = await new Promise<string>((resolve, reject) => {
    socket.once('message', data => resolve(String(data)));
    socket.once('error', reject);
  });
  socket.terminate();
  return text;
}

function asked() {
  return openTerminal({ server, id: ID, ticket: TICKET });
}

const refused = { status: 401, code: 'ticket-invalid' };
const probe = () => fetch(`http://${base()}/probe`);

describe.each([
  ['alone', async () => {}],
  [
    'when signals came first',
    async () => {
      startSignals();
      gateway.attach(server);
    },
  ],
  [
    'when signals comes later',
    async () => {
      gateway.attach(server);
      startSignals();
    },
  ],
  [
    'when it found the server by a probe',
    async () => {
      gateway.watchServers();
      await probe();
      startSignals();
    },
  ],
])('%s', (name, begin) => {
  beforeEach(begin);

  it('answers its own upgrades', async () => {
    await expect(asked()).rejects.toMatchObject(refused);
    expect(redeem).toHaveBeenCalledWith(ID, TICKET);
  });

  it('leaves the Kubernetes proxy its upgrades', async () => {
    expect(await firstMessage('/api/kubernetes/proxy')).toBe(
      'from the cluster',
    );
  });

  it('leaves an unknown path a 404', async () => {
    await expect(firstMessage('/api/nothing')).rejects.toThrow('404');
  });

  if (name !== 'alone') {
    it('leaves signals theirs', async () => {
      expect(await firstMessage('/api/signals')).toBe('from signals');
    });
  }
});

it('listens for no upgrade while nobody else does', () => {
  gateway.attach(server);
  gateway.attach(server);
  expect(server.listenerCount('upgrade')).toBe(0);
  startSignals();
  expect(server.listenerCount('upgrade')).toBe(2);
});

it('leaves a server as it found it', async () => {
  gateway.attach(server);
  startSignals();
  await gateway.close();
  expect(server.listenerCount('upgrade')).toBe(1);
  expect(server.listenerCount('newListener')).toBe(0);
});

it('refuses with a whole HTTP answer and closes', async () => {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1'); // it listens on a port
  socket.write(
    [
      `GET /api/pod-health/sessions/${ID}/terminal HTTP/1.1`,
      'Host: x',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Origin: http://localhost:3000',
      'Cookie: backstage-auth=anything',
      '',
      '',
    ].join('\r\n'),
  );
  let answer = '';
  socket.on('data', data => {
    answer += data;
  });
  await new Promise(resolve => socket.once('close', resolve));
  const [head, body] = answer.split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1.1 401 Unauthorized\r\nConnection: close/);
  expect(head).toContain(`Content-Length: ${body.length}`);
  expect(JSON.parse(body).error.code).toBe('ticket-invalid');
  expect(redeem).not.toHaveBeenCalled();
});

it('never tells what an unexpected failure was', async () => {
  redeem.mockRejectedValue(new Error('password=hunter2'));
  await expect(asked()).rejects.toMatchObject({
    status: 500,
    code: 'internal',
  });
});

it('gives a terminal back when the browser left while it was opened', async () => {
  const onDetached = jest.fn();
  let give = (_: object) => {};
  const asking = new Promise<void>(resolve => {
    redeem.mockImplementation(() => {
      resolve();
      return new Promise(given => {
        give = given;
      });
    });
  });
  const socket = new WebSocket(
    `ws://${base()}/api/pod-health/sessions/${ID}/terminal`,
    [`ticket.${TICKET}`, 'pod-health.v1'],
    { origin: 'http://localhost:3000' },
  );
  socket.on('error', () => {});
  const connection = new Promise<void>(resolve =>
    server.once('connection', one => one.once('close', () => resolve())),
  );
  await asking;
  socket.terminate();
  await connection;
  give({ onDetached });
  await new Promise(setImmediate);
  expect(onDetached).toHaveBeenCalledTimes(1);
  expect(gateway.open).toBe(0);
});

it('refuses a plain request', async () => {
  const answer = await fetch(
    `http://${base()}/api/pod-health/sessions/${ID}/terminal`,
  );
  expect(answer.status).not.toBe(200);
});
