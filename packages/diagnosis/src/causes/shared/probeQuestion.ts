import type { ContainerView } from '../../engine';
import type { Probe } from '../../facts/objects';

/** What a failure says of the port and the path that were asked: all there is when the spec was cut. */
const ASKED =
  /Get "?(https)?(?:http)?:\/\/[^\s/:"]{1,253}:(\d{1,5})([^\s":]{0,253})|dial tcp [^\s:]{1,253}:(\d{1,5}):/;

/**
 * How a probe asks, as it would be written down: `GET :8080/healthz`, `tcp :5432`, `exec pg_isready`. Not words of a language.
 *
 * @param message - of a failure, for a probe whose spec is not known
 */
export function writtenProbe(
  probe: Probe | undefined,
  message: string = '',
): string {
  const { httpGet, tcpSocket, grpc, exec } = probe ?? {};
  if (httpGet) {
    const { path = '/', port = '', scheme, host = '' } = httpGet;
    const https = scheme?.toUpperCase() === 'HTTPS' ? 'https://' : '';
    return `GET ${https}${host}:${port}${
      path.startsWith('/') ? '' : '/'
    }${path}`;
  }
  if (tcpSocket) return `tcp ${tcpSocket.host ?? ''}:${tcpSocket.port ?? ''}`;
  if (grpc) return `grpc :${grpc.port ?? ''}`;
  if (exec) return exec.command?.[0] ? `exec ${exec.command[0]}` : '';
  const [, https, port, path, tcp] = ASKED.exec(message.slice(0, 1024)) ?? [];
  if (tcp) return `tcp :${tcp}`;
  return port ? `GET ${https ? 'https://' : ''}:${port}${path ?? ''}` : '';
}

/** Number of the port a probe asks, its name looked up; `undefined` when it asks none or the name is not known. */
export function probePort(
  { spec }: ContainerView,
  probe: Probe | undefined,
  message: string = '',
) {
  const { httpGet, tcpSocket, grpc } = probe ?? {};
  const port = httpGet?.port ?? tcpSocket?.port ?? grpc?.port;
  if (typeof port === 'number') return port;
  if (port === undefined) {
    const [, , asked, , tcp] = ASKED.exec(message.slice(0, 1024)) ?? [];
    return asked ?? tcp ? Number(asked ?? tcp) : undefined;
  }
  if (/^\d{1,5}$/.test(port)) return Number(port);
  return spec?.ports?.find(({ name }) => name === port)?.containerPort;
}

/** Words before a script: two of them need not be the same probe. */
const SHELL =
  /(?:^|\/)(?:ba|da|a|z|k)?sh$|(?:^|\/)(?:env|timeout|python\d?|cmd)(?:\.exe)?$/;

/** Whether two probes ask the same; of a command only the program is known. */
export function isSameQuestion(one: Probe, other: Probe): boolean {
  const asked = ({ httpGet, tcpSocket, grpc, exec }: Probe) =>
    JSON.stringify([httpGet, tcpSocket, grpc, exec?.command?.[0]]);
  return (
    asked(one) === asked(other) && !SHELL.test(one.exec?.command?.[0] ?? '')
  );
}
