import type { Sign } from './lastWordSign';

/** What the stores that clusters are built on answer: etcd, Consul, Vault and Nomad, and Erlang's nodes among each other. */
export const storeSigns: readonly Sign[] = [
  // PgBouncer's own answers. Source: https://www.pgbouncer.org/config.html and its src/client.c, src/objects.c
  [
    'dependency-answers-with-error',
    /(?<pooler>bouncer config error|unsupported startup parameter(?: in options)?: [\w.-]{1,60}|pgbouncer cannot connect to server|query_wait_timeout|server_login_retry|no more connections allowed \(max_client_conn\)|login rejected by the pooler|no such database: [\w.-]{1,63}|client_login_timeout)/,
    'pooler',
  ],
  [
    'dependency-answers-with-error',
    /protocol_violation>{0,2}"?,\s?<<"(?<erlang>[^"]{1,160})"/i,
  ],
  [
    'dependency-answers-with-error',
    /SQLSTATE 08P01\)?:? ?(?<state>.{0,100})|(?<named>protocol[_ ]violation)|\b(?<code>08P01)\b/i,
  ],
  [
    'dependency-answers-with-error',
    /etcdserver: (?:mvcc: )?(?<etcd>database space exceeded|no space)|\balarm:? ?NOSPACE\b/,
    'etcd-full',
  ],
  [
    'dependency-answers-with-error',
    /etcdserver: (?<etcd>request is too large)|trying to send message larger than max .{0,40}etcd/,
    'etcd-large',
  ],
  [
    'dependency-refuses-login',
    /etcdserver: (?:permission denied|invalid auth token|authentication failed|user name is empty|user name not found|invalid user ID or password)/,
    'token',
  ],
  [
    'dependency-answers-with-error',
    /etcdserver: (?<etcd>request timed out(?:, [a-z ]{1,60}|)|no leader|leader changed|not leader|too many requests|unhealthy cluster|server stopped|corrupt cluster|not ready|re-configuration failed due to not enough started members)/,
    'etcd',
  ],
  [
    'dependency-refuses-login',
    /(?:Connection attempt from (?:disallowed )?node '?(?:[\w-]{1,60}@)?(?<host>[\w.-]{1,253})|\.erlang\.cookie contents do not match|check the Erlang cookie|Authentication failed \(rejected by the (?:remote|local) node\)|Invalid challenge reply|(?:bad|wrong|different|mismatched) (?:Erlang )?cookie\b|cookies? (?:mismatch|do(?:es)? not match))/i,
    'cookie',
  ],
  [
    'dependency-refuses-login',
    /\b(?:token with AccessorID '[^']{1,60}'|anonymous token) lacks permission '(?<permission>[\w:-]{1,60})'|lacks permission '(?<need>[\w:-]{1,60})'/,
    'token',
  ],
  [
    'dependency-refuses-login',
    /(?:Unexpected response code: |Code: )(?<status>40[013])\b.{0,300}(?:permission denied|ACL (?:token )?not found|not authorized|missing client token|invalid role|ACL support disabled)/i,
    'token',
  ],
  [
    'dependency-refuses-login',
    /permission denied, on (?:get|put|post|list|delete) https?:|\{"errors":\["(?:1 error occurred: )?permission denied|rpc error making call: .{0,200}(?:Permission denied|ACL not found)|\bACL (?:token )?not found\b|^\s*\* (?:permission denied|(?:1 error occurred: )?invalid role name|missing client token|(?:service account name|namespace) not authorized|bad token|claim "[^"]{1,100}" )/i,
    'token',
  ],
  [
    'dependency-refuses-login',
    /is unauthorized for (?:user|API key|service account) \[(?<user>[^\]]{1,100})\]|security_exception.{0,200}no permissions for/,
    'not-allowed',
  ],
  [
    'dependency-refuses-connection',
    /epmd error for host "?(?<host>[\w.-]{1,253})"?: (?:address|timeout)/,
  ],
];
