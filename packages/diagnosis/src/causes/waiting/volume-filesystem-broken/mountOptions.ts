import { parseTime } from '../../../engine';
import type { PersistentVolumeClaim } from '../../../facts/objects';

/** Mount options of a message that may be what Linux refuses. */
export interface Suspects {
  readonly type: string;
  readonly options: readonly string[];
  /** Whether the file system is known not to have them. */
  readonly isForeign: boolean;
}

const words = (list: string) => list.split(' ');
/** Options of every file system. Source: https://man7.org/linux/man-pages/man8/mount.8.html */
const COMMON = words(
  'defaults ro rw noatime atime nodiratime diratime relatime norelatime strictatime nostrictatime lazytime nolazytime suid nosuid dev nodev exec noexec sync async dirsync remount bind rbind shared rshared slave rslave private rprivate mand nomand silent loud auto noauto user users nouser owner group _netdev nofail iversion noiversion context fscontext defcontext rootcontext seclabel',
);
/** Source: https://docs.kernel.org/admin-guide/ext4.html */
const EXT = words(
  'acl noacl user_xattr nouser_xattr debug errors data barrier nobarrier noload norecovery commit stripe delalloc nodelalloc discard nodiscard journal_checksum nojournal_checksum journal_async_commit journal_dev journal_path journal_ioprio orlov oldalloc grpid nogrpid bsdgroups sysvgroups bsddf minixdf resgid resuid sb quota noquota usrquota grpquota prjquota usrjquota grpjquota jqfmt nouid32 resize inode_readahead_blks max_batch_time min_batch_time auto_da_alloc noauto_da_alloc init_itable noinit_itable block_validity noblock_validity dioread_lock dioread_nolock nodioread_nolock max_dir_size_kb i_version dax nombcache no_mbcache check nocheck abort lazytime prefetch_block_bitmaps mb_optimize_scan nobh bh test_dummy_encryption inlinecrypt',
);
/** Source: https://docs.kernel.org/admin-guide/xfs.html */
const XFS = words(
  'allocsize attr2 noattr2 barrier nobarrier discard nodiscard grpid nogrpid bsdgroups sysvgroups filestreams ikeep noikeep inode32 inode64 largeio nolargeio logbufs logbsize logdev rtdev noalign norecovery nouuid noquota uquota usrquota uqnoenforce quota gquota grpquota gqnoenforce pquota prjquota pqnoenforce qnoenforce sunit swidth swalloc wsync nowsync dax lifetime nolifetime max_atomic_write',
);
const KNOWN: ReadonlyMap<string, readonly string[]> = new Map([
  ['ext2', EXT],
  ['ext3', EXT],
  ['ext4', EXT],
  ['xfs', XFS],
]);

const TYPE = /-t (\w{1,20})\b/;
const OPTIONS = /-o (\S{1,1024})/;
/** A claim that is hardly older than the pod holds nothing yet, in milliseconds. */
const NEW = 600_000;

/** Whether the claim was made for the pod: there was nothing on it that could be damaged. */
export function isNew(
  claim: PersistentVolumeClaim | undefined,
  started: string | undefined,
): boolean {
  const made = parseTime(claim?.metadata.creationTimestamp);
  const start = parseTime(started);
  return made !== undefined && start !== undefined && start - made < NEW;
}

/** Options in the command of a message that its file system does not know; of a new volume, any that are special. */
export function suspectsIn(
  message: string,
  isFresh: boolean,
): Suspects | undefined {
  const start = message.slice(0, 8192);
  const type = TYPE.exec(start)?.[1];
  const special = (OPTIONS.exec(start)?.[1] ?? '')
    .split(',')
    .map(option => option.split('=', 1)[0] ?? '')
    .filter(name => name !== '' && !COMMON.includes(name));
  const known = KNOWN.get(type ?? '');
  if (type === undefined || !known) return undefined;
  const foreign = special.filter(
    name => !known.includes(name) && !name.startsWith('x-'),
  );
  const options = foreign.length > 0 ? foreign : special;
  const isForeign = foreign.length > 0;
  return options.length > 0 && (isForeign || isFresh)
    ? { type, options: options.slice(0, 5), isForeign }
    : undefined;
}
