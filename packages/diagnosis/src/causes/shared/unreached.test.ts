import { unreachedIn, unreachedInWords } from './unreached';

describe('unreachedIn', () => {
  it.each([
    [
      'Get \\"https://10.96.0.1:443/apis/crd.projectcalico.org/v1/clusterinformations/default\\": dial tcp 10.96.0.1:443: i/o timeout',
      ['api', '10.96.0.1:443', 'timeout'],
    ],
    [
      'Get "https://api.k3s.local:6443/api?timeout=32s": dial tcp: lookup api.k3s.local: no such host',
      ['api', 'api.k3s.local', 'name'],
    ],
    [
      'Get "https://127.0.0.1:6443/api/v1/namespaces/shop": dial tcp 127.0.0.1:6443: connect: connection refused',
      ['api', '127.0.0.1:6443', 'refused'],
    ],
    [
      'Get "https://[fd00::1]:443/api/v1/nodes/a": dial tcp [fd00::1]:443: connect: network is unreachable',
      ['api', '[fd00::1]:443', 'no-route'],
    ],
    [
      'Get "https://10.96.0.1:443/api/v1/nodes/a": net/http: TLS handshake timeout',
      ['api', '10.96.0.1:443', 'timeout'],
    ],
    [
      'rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing dial tcp 127.0.0.1:51111: connect: connection refused\\"',
      ['local', '127.0.0.1:51111', 'refused'],
    ],
    [
      'error #0: dial tcp 10.0.0.5:2379: connect: no route to host',
      ['store', '10.0.0.5:2379', 'no-route'],
    ],
    [
      'desc = "transport: Error while dialing: dial unix /run/k3s/containerd/containerd.sock: connect: no such file or directory"',
      ['runtime', '/run/k3s/containerd/containerd.sock', 'missing'],
    ],
    [
      'dial unix /var/run/crio/crio.sock: connect: connection refused',
      ['runtime', '/var/run/crio/crio.sock', 'refused'],
    ],
    [
      'dial unix /var/run/cilium/cilium.sock: connect: no such file or directory',
      ['local', '/var/run/cilium/cilium.sock', 'missing'],
    ],
    [
      'Post "http://10.1.2.3:8080/ipam": dial tcp 10.1.2.3:8080: i/o timeout',
      ['other', '10.1.2.3:8080', 'timeout'],
    ],
  ])('reads %s', (message, [callee, at, failing]) => {
    expect(unreachedIn(message)).toEqual({ callee, at, failing });
  });

  it.each([
    '',
    'failed to find plugin "calico" in path [/opt/cni/bin]',
    'Get "https://10.96.0.1:443/api": x509: certificate signed by unknown authority',
    'connection is unauthorized: Unauthorized',
  ])('reads nothing out of %s', message => {
    expect(unreachedIn(message)).toBeUndefined();
  });

  it('says whom and how', () => {
    const { en, zh } = unreachedInWords({
      callee: 'api',
      at: '10.96.0.1:443',
      failing: 'timeout',
    });
    expect(en).toBe('the API server at 10.96.0.1:443 (there is no answer)');
    expect(zh).toContain('没有响应');
  });
});
