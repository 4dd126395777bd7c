import type { Sign } from './lastWordSign';

/** What programs say when the node they run on is not set up for them. Asked first: the words of known helpers are certain. */
export const nodeSigns: readonly Sign[] = [
  // Source: https://istio.io/latest/docs/setup/additional-setup/cni/ (validation) and linkerd-network-validator.
  [
    'node-setting-too-low',
    /127\.0\.0\.6:15002\b.{0,100}(?:refused|timeout|timed out|reset)|iptables validation failed|[Ff]ailed to validate networking configuration|ensure iptables rules are rewriting traffic/,
    'redirect',
  ],
  // Source: https://coredns.io/plugins/loop/
  [
    'node-setting-too-low',
    /plugin\/loop: (?:Loop|Forwarding loop|Seen "HINFO)|[Ff]orwarding loop detected/,
    'dns-loop',
  ],
  // Source: https://git.netfilter.org/iptables/tree/libiptc/libiptc.c (iptc_strerror)
  [
    'node-setting-too-low',
    /ip6?tables\S{0,40}(?: v[\d.]{1,10})?(?: \([\w ]{1,20}\))?:? .{0,120}(?:No chain\/target\/match by that name|Table does not exist|do you need to insmod|Couldn't load (?:match|target)|Protocol (?:not supported|wrong type)|kernel needs to be upgraded)/i,
    'module',
  ],
  [
    'node-setting-too-low',
    /No chain\/target\/match by that name|do you need to insmod\?|(?:modprobe|insmod): .{0,40}(?:[Mm]odule (?<module>[\w-]{1,60}) not found|can't load module (?<other>[\w-]{1,60})|could not insert '(?<refused>[\w-]{1,60})')|Failed to initialize nft: Protocol not supported/,
    'module',
  ],
];

/** What programs say of limits of the node. */
export const nodeLimitSigns: readonly Sign[] = [
  [
    'node-setting-too-low',
    /(?<setting>vm\.max_map_count) \[(?<have>\d{1,12})\] is too low, increase to at least \[(?<want>\d{1,12})\]/,
  ],
  [
    'node-setting-too-low',
    /(?<setting>max file descriptors) \[(?<have>\d{1,12})\].{0,80}increase to at least \[(?<want>\d{1,12})\]/,
  ],
  [
    'node-setting-too-low',
    /(?<setting>fs\.aio-max-nr|vm\.max_map_count|net\.core\.somaxconn|vm\.overcommit_memory|kernel\.shm\w{2,4})\b.{0,120}(?:too low|increase|insufficient|at least|must be)/i,
  ],
  // Source: man io_setup(2): EAGAIN is the limit of the whole node.
  [
    'node-setting-too-low',
    /\bio_setup\(\) failed with EAGAIN|\bio_setup\b.{0,60}Resource temporarily unavailable|Cannot initialize AIO sub-system/,
    'aio',
  ],
  [
    'node-setting-too-low',
    /(?<setting>memory locking) requested for \w{1,30} process but memory is not locked/,
  ],
];

/** Who reports a file or rule that is there already: the tools of a shell, and the system calls of the languages. */
export const leftoverSigns: readonly Sign[] = [
  // Objects of the cluster. Sources: helm pkg/action/validate.go, apimachinery pkg/api/errors.
  [
    'leftovers-of-earlier-run',
    /(?<object>[A-Z]\w{1,60} "[^"]{1,253}")(?: in namespace "(?<where>[^"]{0,63})")? exists and cannot be imported into the current release(?:.{0,300}release-name" must equal "[^"]{1,63}": current value is "(?<user>[^"]{1,63})")?/,
    'release',
  ],
  [
    'leftovers-of-earlier-run',
    /rendered manifests contain a (?:new )?resource that already exists|cannot re-use a name that is still in use/,
    'release',
  ],
  [
    'leftovers-of-earlier-run',
    /another operation \(install\/upgrade\/rollback\) is in progress/,
    'operation',
  ],
  [
    'leftovers-of-earlier-run',
    /Apply failed with \d{1,4} conflicts?: conflicts? with "(?<user>[^"]{1,128})"/,
    'manager',
  ],
  [
    'leftovers-of-earlier-run',
    /\(AlreadyExists\).{0,40}?(?<object>[a-z][\w.-]{1,200} "[^"]{1,253}") already exists|(?<![\w.])(?<other>(?:[a-z]{1,63}\.[a-z0-9.-]{2,200}|pods|services|secrets|configmaps|namespaces|serviceaccounts|persistentvolumeclaims) "[^"]{1,253}") already exists/,
    'object',
  ],
  [
    'leftovers-of-earlier-run',
    /iptables\S{0,40}(?: v[\d.]{1,10})?(?: \([\w ]{1,20}\))?:? (?:.{0,60}: )?Chain (?:'\S{1,40}' )?already exists|^ip: .{0,60}: File exists|RTNETLINK answers: File exists|ipset .{0,120}already exists/i,
    'network',
  ],
  [
    'leftovers-of-earlier-run',
    /A server is already running\. Check (?<path>\/[^\s]{1,300}?)\.?$|(?:pid ?file|process id file) .{0,20}?(?<pid>\/[^\s'":]{1,300}).{0,40}(?:already exists|exists)/i,
    'process',
  ],
  [
    'leftovers-of-earlier-run',
    /(?:^|[\s/])(?:ln|mkdir|mkfifo|mknod|cp|mv|tar|unzip|git|link|symlink):? .{0,300}(?:File exists|already exists)\b|fatal: destination path '(?<path>[^']{1,300})' already exists|FileExistsError|FileAlreadyExistsException|\bEEXIST\b|Errno::EEXIST|\b(?:mkdir|symlink|link|open|mknod) \S{1,300}(?: \S{1,300})?: file exists\b/i,
    'file',
  ],
  [
    'leftovers-of-earlier-run',
    /(?<=\s)(?<path>\/[\w@.+~/-]{1,300}) (?:is |was |has been )?already initiali[sz]ed|already initiali[sz]ed.{0,40}(?:can't|cannot) initiali[sz]e again/i,
    'file',
  ],
];
