import type { Row } from './startRow';

/** Whether the message is about mounting something into the container. */
export const MOUNTING =
  /mounting "|to rootfs (?:at )?[`"]|mount ?point|mount destination|mount source path|bind source path|cannot mount |invalid mount |mount `|invalid volume spec|failed to (?:stat|mkdir|resolve symlink) ["']|^(?:Error: |Error response from daemon: |container create failed: ){0,3}(?:l?stat \/|error stat'ing file)/;

/** What is said of mounts; the last row takes what is left: something about the source. */
export const MOUNTS: readonly Row[] = [
  ['cgroup-failed', /mounting "cgroup2?"/],
  [
    'privileges-refused',
    /mounting "(?:proc|sysfs|mqueue|tmpfs|devpts)" to rootfs/,
  ],
  [
    'subpath-failed',
    /volume-subpaths\/.{1,1000}(?:no such file or directory|no such device)/,
  ],
  [
    'mount-source-broken',
    /transport endpoint is not connected|stale (?:NFS )?file handle|input\/output error|host is down|bind source path does not exist|mount source path|error stat'ing file|path does not exist and will cause|failed to (?:stat|mkdir|resolve symlink)/i,
  ],
  // The path that fails lies in the image, not at the source.
  [
    'mount-point-wrong',
    /(?:open|openat|mkdir|mkdirat|mknod|mknodat) \S{0,600}\/(?:rootfs|merged)\/\S{1,600}: no such file/,
  ],
  ['node-limit-reached', /no space left on device|too many open files/],
  [
    'mount-point-wrong',
    /not a directory|is a directory|onto a file|outside of rootfs|inside "?\/proc|not of type proc|(?:create|make|creating) mount ?point|read-only file system|file exists|absolute|duplicate mount point|levels of symbolic links/i,
  ],
  ['selinux-label-failed', /relabel|setxattr|SELinux/],
  ['mount-source-broken', /./],
];
