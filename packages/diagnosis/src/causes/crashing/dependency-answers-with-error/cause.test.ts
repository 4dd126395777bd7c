import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('dependency-answers-with-error', () => {
  it.each([
    [
      'requests.exceptions.HTTPError: 503 Server Error: Service Unavailable for url: http://config:8888/shop/default',
      'config',
    ],
    [
      'AxiosError: Request failed with status code 500\n    at settle (/app/node_modules/axios/lib/core/settle.js:19:12)',
      '500',
    ],
    [
      'org.springframework.web.client.HttpServerErrorException$ServiceUnavailable: 503 Service Unavailable: [no body]',
      '503',
    ],
    [
      'System.Net.Http.HttpRequestException: Response status code does not indicate success: 502 (Bad Gateway).',
      '502',
    ],
    [
      'Kernel pid terminated (application_controller) ({application_start_failure,shop,{{shutdown,{failed_to_start_child,\'Elixir.Shop.Repo\',{error,fatal,<<"08P01">>,protocol_violation,<<"bouncer config error">>,[]}}},{\'Elixir.Shop.Application\',start,[normal,[]]}}})',
      '“bouncer config error”',
    ],
    [
      'FATAL:  unsupported startup parameter: extra_float_digits',
      'a connection pooler',
    ],
    [
      'psql: error: FATAL:  no such database: shop',
      'does not know the database',
    ],
    [
      '{error,fatal,<<"08P01">>,protocol_violation,<<"invalid frontend message">>,[]}',
      '“invalid frontend message”',
    ],
    ['curl: (22) The requested URL returned error: 404', '404'],
    ['level=fatal msg="unexpected status code: 504"', '504'],
    [
      'Error: Failed to download https://files.shop/app.jar: 404 Not Found\nError: Unable to access jarfile /app/app.jar',
      'HTTP status 404',
    ],
    [
      "thread 'tokio-runtime-worker' panicked at 'called `Result::unwrap()` on an `Err` value: Internal(grpc request error: status: Unavailable, message: \"etcdserver: request timed out\", details: [], metadata: MetadataMap { headers: {} }",
      'etcd answered with “request timed out”',
    ],
    [
      'F0115 12:00:00.000000 1 a.go:1] error storing: etcdserver: request timed out, possibly due to previous leader failure',
      'members could not agree',
    ],
    [
      'rpc error: code = Unavailable desc = etcdserver: no leader',
      '“no leader”',
    ],
    [
      'panic: etcdserver: mvcc: database space exceeded',
      'compacted and defragmented',
    ],
    ['Error: etcdserver: request is too large', '1.5 MiB'],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each(['INFO GET /health returned 503\nINFO worker finished'])(
    'is not told by the words %#',
    log => {
      expect(said(log)).toEqual([]);
    },
  );
});
