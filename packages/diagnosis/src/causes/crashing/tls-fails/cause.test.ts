import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('tls-fails', () => {
  it.each([
    [
      'Get "https://api.internal:8443/": x509: certificate signed by unknown authority',
      'api.internal',
    ],
    [
      'tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-01-15T12:00:00Z is after 2026-01-01T00:00:00Z',
      '',
    ],
    [
      "requests.exceptions.SSLError: HTTPSConnectionPool(host='api', port=443): Max retries exceeded with url: / (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self signed certificate (_ssl.c:1129)')))",
      'api',
    ],
    [
      "Error: self-signed certificate in certificate chain\n  code: 'SELF_SIGNED_CERT_IN_CHAIN'",
      '',
    ],
    [
      'javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target',
      '',
    ],
    [
      'System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot',
      '',
    ],
    [
      'Get "https://api:8080/": http: server gave HTTP response to HTTPS client',
      'api',
    ],
    ['x509: certificate is valid for db.shop.svc, not db', ''],
    [
      'curl: (60) SSL certificate problem: unable to get local issuer certificate',
      '',
    ],
    ['invalid peer certificate: UnknownIssuer', ''],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    [
      'Get "https://10.96.0.1:443/api?timeout=32s": x509: certificate signed by unknown authority',
      true,
    ],
    [
      'Get \\"https://172.20.0.1:443/apis/apps/v1\\": tls: failed to verify certificate: x509: certificate signed by unknown authority',
      true,
    ],
    [
      'Get "https://kubernetes.default.svc:443/version": x509: certificate signed by unknown authority',
      true,
    ],
    [
      'Get "https://api.internal/api": x509: certificate signed by unknown authority',
      false,
    ],
    ['Get "https://10.96.0.1:443/api": x509: certificate has expired', false],
  ])('knows the API of the cluster: %s', (log, is) => {
    const [found] = said(log);
    expect(found?.why.en.includes('API of this cluster')).toBe(is);
  });

  it.each([
    '2026/01/15 12:00:00 http: TLS handshake error from 10.0.0.1:51234: remote error: tls: bad certificate\nINFO bye',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });

  it.each([
    'level=fatal msg="Failed to read trust anchors: not a PEM certificate"',
    'Error: no certificate data found in /etc/tls/ca.crt',
    'tls: failed to find any PEM data in certificate input',
    'panic: failed to parse PEM block containing the public key',
    'nginx: [emerg] cannot load certificate key "/etc/tls/tls.key": PEM_read_bio_PrivateKey() failed (SSL: error:0909006C:PEM routines:get_name:no start line:Expecting: ANY PRIVATE KEY)',
    'unable to load CA certificate: x509: malformed certificate',
    'Error: error:0909006C:PEM routines:get_name:no start line',
    'FATAL could not read PEM certificate from secret',
  ])('knows what is no PEM: %s', log => {
    const [found] = said(log);
    expect(found?.what.en).toContain('its own certificate or key');
    expect(found?.why.en).toContain('is not PEM');
    expect(found?.why.zh).toContain('PEM');
  });

  it('does not blame its own files for a certificate of the far end', () => {
    const log =
      'Error: Get "https://api:8443/": tls: failed to parse certificate from server: x509: malformed tbs certificate';
    expect(said(log)[0]?.what.en).not.toContain('its own');
  });

  const OOM = 'java.lang.OutOfMemoryError: Java heap space';
  const at = (...frames: string[]) =>
    [OOM, ...frames.map(frame => `\tat ${frame}`)].join('\n');
  const ALLOCATE = 'java.nio.ByteBuffer.allocate(ByteBuffer.java:335)';

  it.each([
    [
      at(
        'java.nio.HeapByteBuffer.<init>(HeapByteBuffer.java:57)',
        ALLOCATE,
        'org.apache.kafka.common.memory.MemoryPool$1.tryAllocate(MemoryPool.java:30)',
        'org.apache.kafka.common.network.NetworkReceive.readFrom(NetworkReceive.java:112)',
      ),
      true,
    ],
    [
      `Exception in thread "kafka-producer-network-thread | p" ${at(
        ALLOCATE,
        'org.apache.kafka.common.network.NetworkReceive.readFromReadableChannel(NetworkReceive.java:93)',
      )}`,
      true,
    ],
    [
      at('org.apache.thrift.transport.TFramedTransport.readFrame(T.java:146)'),
      true,
    ],
    ['ERROR java.io.IOException: Packet len 352518912 is out of range!', true],
    [
      'org.apache.kafka.common.network.InvalidReceiveException: Invalid receive (size = 1213486160 larger than 104857600)',
      true,
    ],
    [
      'ERROR org.apache.thrift.transport.TTransportException: Frame size (369295616) larger than max length (16384000)!',
      true,
    ],
    [at(ALLOCATE, 'com.shop.Cache.load(Cache.java:9)'), false],
    [
      `${at(
        ALLOCATE,
      )}\norg.shop.Error: later\n\tat org.apache.kafka.common.network.NetworkReceive.readFrom(N.java:1)`,
      false,
    ],
    ['ERROR file of size 13525189120 is too large', false],
  ])('knows an answer taken for a length: %s', (log, is) => {
    const [found] = said(log);
    expect(found?.what.en.includes('enormous length') ?? false).toBe(is);
    expect(found?.why.zh.includes('以长度开头') ?? false).toBe(is);
  });

  it('names the volume of a file that is no PEM', () => {
    const mounted = crashingPod(
      end,
      ['spec.volumes', [{ name: 'tls', secret: { secretName: 'web-tls' } }]],
      [
        'spec.containers.0.volumeMounts',
        [{ name: 'tls', mountPath: '/etc/tls' }],
      ],
    );
    const log = 'Error: no certificate data found in /etc/tls/ca.crt';
    const [found] = findings(cause, [mounted], {
      logs: { app: { previous: log } },
    });
    expect(found?.what.en).toContain('/etc/tls/ca.crt');
    expect(found?.why.en).toContain('secret “web-tls”');
  });
});
