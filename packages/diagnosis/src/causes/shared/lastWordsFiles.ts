import type { Sign } from './lastWordSign';

/** What programs say when memory, threads, files or room run out. */
export const limitSigns: readonly Sign[] = [
  [
    'process-limit-reached',
    /unable to create (?:new )?native thread|failed to create new OS thread|can't start new thread|pthread_create(?:\(\))? failed|\bv?fork(?:\(\))?:? .{0,40}resource temporarily unavailable|can't create thread: resource temporarily|uv_thread_create|failed to spawn thread|cannot fork\b|can't fork\b/i,
  ],
  [
    'heap-exhausted',
    /OutOfMemoryError: (?<kind>Java heap space|GC overhead limit exceeded|Metaspace|PermGen space|Compressed class space|(?:Cannot reserve \d+ bytes of d|D)irect buffer memory|Requested array size exceeds VM limit)/,
    'java',
  ],
  [
    'heap-exhausted',
    /java\.lang\.OutOfMemoryError|OutOfDirectMemoryError|insufficient memory for the Java Runtime|Could not reserve enough space for|Native memory allocation \(m\w{1,8}\) failed|os::commit_memory/,
    'java',
  ],
  [
    'heap-exhausted',
    /JavaScript heap out of memory|Reached heap limit Allocation failed|CALL_AND_RETRY_LAST Allocation failed|Zone Allocation failed/,
    'node',
  ],
  ['heap-exhausted', /^(?:\w{1,40}\.){0,4}_?(?:Array)?MemoryError\b/, 'python'],
  [
    'heap-exhausted',
    /System\.OutOfMemoryException|GC heap initialization failed|Failed to create CoreCLR, HRESULT: 0x8007000E|Insufficient memory to continue the execution/,
    'dotnet',
  ],
  [
    'heap-exhausted',
    /runtime: out of memory|runtime: cannot allocate memory/,
    'go',
  ],
  [
    'heap-exhausted',
    /Allowed memory size of (?<bytes>\d{1,15}) bytes exhausted/,
    'php',
  ],
  [
    'heap-exhausted',
    /failed to allocate memory \(NoMemoryError\)|\bNoMemoryError\b/,
    'ruby',
  ],
  [
    'heap-exhausted',
    /memory allocation of (?<bytes>\d{1,15}) bytes failed/,
    'rust',
  ],
  [
    'heap-exhausted',
    /cannot allocate memory|\bENOMEM\b|HugePages? .{0,60}(?:fail|not enough)|could not map anonymous shared memory/i,
    'system',
  ],
  [
    'heap-exhausted',
    /std::bad_alloc|Out of memory \(Needed|out of memory/i,
    'native',
  ],
  [
    'too-many-open-files',
    /number of file watchers reached|inotify_add_watch.{0,200}no space left|inotify watch(?:es)? limit|max_user_watches/i,
    'watches',
  ],
  [
    'too-many-open-files',
    /inotify instances|max_user_instances|inotify_init.{0,100}too many open files|(?:fsnotify|inotify|watcher|watch).{0,80}too many open files/i,
    'instances',
  ],
  ['too-many-open-files', /too many open files|\bEMFILE\b|\bENFILE\b/i],
  [
    'disk-full',
    /could not resize shared memory segment|\/dev\/shm\b.{0,160}no space left|no space left.{0,80}\/dev\/shm\b/i,
    'shm',
  ],
  [
    'disk-full',
    /no space left on device|\bENOSPC\b|(?:\bos error|error number|\berrno|\bErrcode):? ?28\b|disk quota exceeded|\bEDQUOT\b|database or disk is full|not enough (?:free )?(?:disk )?space|insufficient (?:free )?(?:disk|storage) space|out of disk space|disk is full|No usable (?:data|log) directories/i,
  ],
];

/** What programs say of files and of what their user may do. */
export const fileSigns: readonly Sign[] = [
  [
    'user-not-accepted',
    /can ?(?:not|'t) (?:be )?run (?:\w{1,30} )?as root|root"? execution of .{1,60} is not permitted|(?:should|must) not be (?:run|started|executed) as root|refus\w{1,3} to (?:run|start) as root|running (?:\w{1,30} )?as root (?:is not (?:supported|allowed|permitted)|without)|how to run \w{1,30} as root|don't run this as root/i,
    'root-refused',
  ],
  // The start wants to go on as another user (gosu, su-exec, su, s6, setpriv, mysqld, Apache), whose name the image does not know.
  [
    'user-not-accepted',
    /\b(?:su|sudo|su-exec|gosu|chown|chpst|chroot|runuser|setpriv|install|httpd|apache2|s6-\w{1,20}): (?:fatal: |error: )?(?:unknown|invalid|bad) (?:user|id)(?:\/group| name)?:? ['"‘]?(?<user>[a-z_][\w.-]{0,31})(?::[\w.-]{0,32})?['"’]?\s*$|\bsu(?:do)?: user ['"]?(?<su>[a-z_][\w.-]{0,31})['"]? does not exist|\bunable to find user (?<oci>[a-z_][\w.-]{0,31}): no matching entries in passwd|\bgetpwnam\("?(?<getpwnam>[a-z_][\w.-]{0,31})"?\)(?: failed|: )|\bchange to run as user '(?<mysql>[^']{1,32})'/i,
    'switch',
  ],
  [
    'user-not-accepted',
    /(?:No user exists for uid|cannot find name for user ID|local user with ID|could not look up effective user ID|uid not found:|no matching entries in passwd file|no such user|unknown userid) ?(?<uid>\d{1,10})?|getpwuid\(\)(?!: uid)|unable to look up current user/i,
    'unknown-uid',
  ],
  // A filer's own directory of snapshots, which nobody may change: met by a recursive chown or chmod.
  [
    'file-system-read-only',
    /(?<![^\s:'"‘(])(?<path>\/[^\s:'"’]{0,300}\/(?:\.snapshots?|\.zfs|~snapshot)\b[^\s:'"’]{0,200})['"’]?: (?:read-only file ?system|operation not permitted|permission denied)/i,
    'snapshot',
  ],
  [
    'file-system-read-only',
    /read-only file ?system[:,] (?:\w{1,20} )?['"](?<path>\/[^\s'"]{0,300}\/(?:\.snapshots?|\.zfs|~snapshot)\b[^\s'"]{0,200})/i,
    'snapshot',
  ],
  [
    'file-system-read-only',
    /read-only file ?system|\bEROFS\b|ReadOnlyFileSystemException/i,
  ],
  [
    'privilege-missing',
    /\b(?:[fl]?chown(?:at)?|chgrp|[fl]?chmod(?:at)?|(?:chang|set|fix|preserv)(?:e|ing|ting)? (?:the )?(?:file )?(?:ownership|owner|permissions?|mode|group|times))\b.{0,400}(?:operation not permitted|\bEPERM\b)|\bEPERM\b.{0,60}\b[fl]?ch(?:own|mod)\b/i,
    'owner',
  ],
  [
    'privilege-missing',
    /operation not permitted|\bEPERM\b|(?:must|need to|has to|should) be (?:run |started |executed )?(?:as |by )?root|requires? (?:root|superuser)|are you root|need root|not have (?:enough|sufficient) privileges?/i,
  ],
  [
    'permission-denied-on-file',
    /Access to the path '(?<path>[^']{1,300})' is denied/,
  ],
  [
    'permission-denied-on-file',
    /permission denied|\bEACCES\b|java\.nio\.file\.AccessDeniedException|UnauthorizedAccessException|PermissionError|is not writable|not writable|has (?:wrong|invalid) (?:ownership|permissions)|\b(?:read|write|access|execute) permissions? (?:is|are|was) (?:not (?:allowed|granted|set)|missing|denied|required)|(?:insufficient|no|lacks?|missing) (?:file ?system |file |read |write |read\/write )?permissions? (?:to (?:read|write|open|access|create|modify)|(?:on|for) (?:the )?(?:file|directory|folder|path|['"]?\/))|\(Errno::EACCES\)|kind: PermissionDenied/i,
  ],
];
