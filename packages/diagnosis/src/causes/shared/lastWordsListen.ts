import type { Sign } from './lastWordSign';

/** What programs say of certificates and of connections by TLS. */
export const certificateSigns: readonly Sign[] = [
  [
    'file-missing',
    /cannot load certificate(?: key)? "(?<path>[^"]{1,300})": BIO_new_file\(\) failed.{0,200}No such file/,
  ],
  [
    'tls-fails',
    /certificate has expired|CERT_HAS_EXPIRED|certificate (?:is )?expired|CertificateExpiredException|NotAfter: |peer certificate: Expired|NotTimeValid|certificate is not yet valid|CertificateNotYetValid/i,
    'expired',
  ],
  ['tls-fails', /relies on legacy Common Name/i, 'old-name'],
  [
    'tls-fails',
    /certificate is not valid for any names|no (?:appropriate )?subjectAltName fields/i,
    'no-names',
  ],
  [
    'tls-fails',
    /certificate is (?:not )?valid for|doesn't contain any (?:IP )?SANs|ALTNAME_INVALID|does not match certificate's altnames|No subject alternative|No name matching|hostname mismatch|certificate (?:host|subject) ?name|SSLPeerUnverifiedException|CertificateNameMismatch|NotValidForName|hostname .{1,253} doesn't match|server certificate for "[^"]{1,253}" does not match/i,
    'name',
  ],
  [
    'tls-fails',
    /server gave HTTP response to HTTPS client|first record does not look like a TLS handshake|wrong[ _]version[ _]number|plaintext connection\?|not an SSL\/TLS record|sent to HTTPS port|server does not support SSL|unsupported or unrecognized SSL message|InvalidContentType|Cannot determine the frame size or a corrupted frame/i,
    'plain',
  ],
  // The first bytes of an answer of TLS or HTTP (or of a request), taken for the length of a message.
  [
    'tls-fails',
    /\b(?:size|length|len|frame|packet|message|receive|bytes)\b.{0,60}?(?<!\d)(?:352518(?:400|656|912)|369295616|36929(?:5872|6128)|1213486160|1195725856|1347375956|1397966893)(?!\d)/i,
    'length',
  ],
  // A file or a setting that should hold a certificate or key as text, of its own and not of the far end.
  [
    'tls-fails',
    /^(?!.{0,300}\bfrom (?:the )?(?:server|peer|client)\b).{0,400}?(?:\bnot (?:a |in )?(?:valid )?PEM\b|\bno (?:valid )?(?:certificates?|PEM|key|private key)(?:[ -]encoded)? (?:data|blocks?|certificates?) (?:was |were |is |are )?(?:found|present|in)\b|(?:failed|unable|not able|could not|cannot|can't|error) (?:to )?(?:find|pars\w{1,3}|decod\w{1,3}|read\w{0,3}|load\w{0,3}) (?:the |any |a )?(?:(?:certificate|cert|key|ca|root|private|public|trust) ){0,2}(?:from )?PEM\b|\bfailed to find any PEM data|PEM_read_bio|PEM routines|\bno start line\b|\binvalid PEM\b|\bdoes not contain (?:a |any )?(?:valid )?(?:PEM|certificates?)\b|\b(?:tls: )?failed to parse (?:private key|certificate)\b|x509: malformed|MalformedFraming|could not load PEM|\bno PEM[- ](?:data|block))/i,
    'pem',
  ],
  [
    'tls-fails',
    /private key does not match|key values mismatch|failed to find any PEM data|keystore (?:was tampered with|password was incorrect)|PEM_read_bio|\bno start line\b|PEM lib|tls: failed to parse private key|Invalid keystore format|unable to load (?:server )?(?:certificate|private key)/i,
    'own',
  ],
  [
    'tls-fails',
    /tls: bad certificate|certificate required|bad_certificate|alert bad certificate|alert certificate/i,
    'client',
  ],
  // By the address it has in every pod, or the paths that only it serves.
  [
    'tls-fails',
    /https:\/\/(?<host>kubernetes(?:\.default[\w.-]{0,60})?|(?:\d{1,3}\.){3}\d{1,3}|\[[\da-f:]{2,45}\])(?::(?:443|6443))?\/(?:apis?|version|openapi|healthz|livez|readyz)\b.{0,400}(?:unknown authority|certificate verify failed|unable to get local issuer|self[- ]signed)/i,
    'api-authority',
  ],
  [
    'tls-fails',
    /signed by unknown authority|failed to verify certificate|certificate[ _]verify[ _]failed|self[-_ ]signed[_ ]cert|UNABLE_TO_(?:VERIFY|GET)|unable to (?:get|verify) (?:the )?(?:local )?(?:issuer|first|leaf)|PKIX path|valid certification path|remote certificate (?:is invalid|was rejected)|UntrustedRoot|PartialChain|UnknownIssuer|unknown[_ ]ca\b|issuer is unknown|trustAnchors parameter|SSL certificate problem|server certificate verification failed|\bx509: /i,
    'authority',
  ],
  [
    'tls-fails',
    /tls: handshake|handshake[_ ]failure|SSLHandshakeException|tls: protocol version|alert protocol version|no appropriate protocol|unsupported protocol|SSL handshake failed|SSL connection could not be established|TLS handshake timeout|tls: no supported versions|sslv3 alert|ssl routines/i,
    'handshake',
  ],
];

/** What programs say of a port they cannot listen on. */
export const listenSigns: readonly Sign[] = [
  [
    'port-not-permitted',
    /listen (?:tcp|udp)\d? (?<address>\S{0,60}?):(?<port>\d{1,5}): bind: permission denied/,
  ],
  [
    'port-not-permitted',
    /listen EACCES:? (?:permission denied )?(?<address>\S{0,60}?):(?<port>\d{1,5})/,
  ],
  [
    'port-not-permitted',
    /bind\(\) to (?<address>\S{0,60}?):(?<port>\d{1,5}) failed \(13/,
  ],
  [
    'port-not-permitted',
    /bind on address \('(?<address>[^']{0,60})', (?<port>\d{1,5}).{0,20}\): (?:\[errno 13\] )?permission denied/i,
  ],
  [
    'port-not-permitted',
    /permission denied.{0,60}(?:could not bind to address|make_sock|bind\(2\) for) "?(?<address>[^\s"]{0,60}?)"?(?::| port )(?<port>\d{1,5})/i,
  ],
  [
    'port-not-permitted',
    /cannot bind (?:UNIX )?socket.{0,20}\(Permission denied\)(?: (?:for )?\[(?<address>[^\s\]]{0,60}?):(?<port>\d{1,5})\])?/,
  ],
  [
    'port-not-permitted',
    /bind: permission denied|\bbind.{0,80}permission denied|BindException: Permission denied|SocketException(?: \(13\))?: Permission denied|permission denied.{0,40}\bbind/i,
  ],
  // A socket that is a file: the earlier run left it, and nobody listens there.
  [
    'leftovers-of-earlier-run',
    /(?:listen unix |bind\(\) to unix:|EADDRINUSE:? (?:address already in use )?)(?<path>\/[^\s:'"]{1,200})(?:: bind: address already in use| failed \(98|$|\s)/i,
    'socket',
  ],
  [
    'leftovers-of-earlier-run',
    /Connection in use: (?<path>\/[^\s:'"]{1,200})|cannot bind UNIX socket .{0,20}in use.{0,20}\[(?<haproxy>\/[^\s\]]{1,200})\]|\baddress ['"]?(?<of>\/[^\s:'"]{1,200})['"]?:? (?:address )?(?:is )?already in use/i,
    'socket',
  ],
  [
    'leftovers-of-earlier-run',
    /address (?:is )?already in use.{0,60}?(?<![\w.@/-])(?<path>\/[^\s:'"()\]]{1,200}\.(?:sock|socket|ipc|s)\b)|(?<![\w.@/-])(?<unix>\/[^\s:'"()\]]{1,200}\.(?:sock|socket|ipc)\b).{0,60}address (?:is )?already in use|Another process with pid \d{1,10} is using unix socket file/i,
    'socket',
  ],
  [
    'address-in-use',
    /listen (?:tcp|udp)\d? (?<address>\S{0,60}?):(?<port>\d{1,5}): bind: address already in use/,
  ],
  [
    'address-in-use',
    /EADDRINUSE:? (?:address already in use )?(?<address>\S{0,60}?):(?<port>\d{1,5})/,
  ],
  [
    'address-in-use',
    /bind\(\) to (?<address>\S{0,60}?):(?<port>\d{1,5}) failed \(98/,
  ],
  [
    'address-in-use',
    /bind on address \('(?<address>[^']{0,60})', (?<port>\d{1,5}).{0,20}\): (?:\[errno 98\] )?address already in use/i,
  ],
  [
    'address-in-use',
    /Connection in use: \('(?<address>[^']{0,60})', (?<port>\d{1,5})\)/,
  ],
  [
    'address-in-use',
    /port (?<port>\d{1,5}) (?:was|is) already (?:in use|allocated|being used)/i,
  ],
  [
    'address-in-use',
    /(?:bind|bound|listen)(?:ing)? (?:to|on) (?:address |port )?(?:https?:\/\/)?(?<address>[\w.*:[\]-]{0,60}?):?(?<port>\d{2,5})\b.{0,60}address (?:already )?in use/i,
  ],
  [
    'address-in-use',
    /address already in use.{0,60}(?:could not bind to address|bind\(2\) for|for) "?(?<address>[^\s"]{0,60}?)"?(?::| port )(?<port>\d{1,5})/i,
  ],
  [
    'address-in-use',
    /TCP listening socket (?<address>\S{0,60}?):(?<port>\d{1,5}): bind: address already in use/i,
  ],
  [
    'address-in-use',
    /address (?:is )?already in use|EADDRINUSE|\bAddrInUse\b|only one usage of each socket address|port is already (?:allocated|in use)|could not bind .{0,80}in use/i,
  ],
  // IPv6 is turned off.
  [
    'address-in-use',
    /(?:\bsocket|\bbind|\blisten|address)\b.{0,120}(?:address family not supported|EAFNOSUPPORT|\(97:)|(?:address family not supported|EAFNOSUPPORT).{0,80}(?:\bbind|\blisten|:::?\d|\[::)/i,
    'no-ipv6',
  ],
  [
    'address-in-use',
    /bind\(\) to (?<address>\S{0,60}?):(?<port>\d{1,5}) failed \((?:99|49)\b/,
    'not-own',
  ],
  [
    'address-in-use',
    /bind on address \('(?<address>[^']{0,60})', (?<port>\d{1,5}).{0,20}\): (?:\[errno 99\] )?(?:cannot assign requested address|address not available)/i,
    'not-own',
  ],
  [
    'address-in-use',
    /(?:cannot|can't) assign requested address.{0,60}(?:could not bind to address|make_sock|bind\(2\) for) "?(?<address>[^\s"]{0,60}?)"?(?::| port )(?<port>\d{1,5})/i,
    'not-own',
  ],
  [
    'address-in-use',
    /(?:\bbind|\blisten).{0,60}?(?<![\w.:])(?<address>\[[\da-f:]{2,45}\]|(?:\d{1,3}\.){3}\d{1,3}):(?<port>\d{1,5}).{0,80}(?:cannot|can't) assign requested address/i,
    'not-own',
  ],
  [
    'address-in-use',
    /(?<address>[\d.:[\]a-f]{2,45}):(?<port>\d{1,5}): bind: cannot assign requested address/i,
    'not-own',
  ],
  [
    'address-in-use',
    /listen EADDRNOTAVAIL:? (?:address not available )?(?<address>\S{0,60}?):(?<port>\d{1,5})/,
    'not-own',
  ],
  [
    'address-in-use',
    /\bbind.{0,80}cannot assign requested address|BindException: Cannot assign requested address|cannot assign requested address.{0,40}\bbind/i,
    'not-own',
  ],
];
