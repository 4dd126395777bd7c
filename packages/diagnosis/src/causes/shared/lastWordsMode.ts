import type { Sign } from './lastWordSign';

/**
 * What programs say of a file that others than its owner may read or write: OpenSSH, PostgreSQL, Erlang, MongoDB, CockroachDB, etcd,
 * the Java management agent, Elastic's agents, Samba, logrotate and those that say it in like words; and of one with a wrong owner.
 */
export const modeSigns: readonly Sign[] = [
  // A directory for all, in which each may delete the files of others. Source: lib/tmpdir.rb of Ruby, sudo, screen, X11.
  [
    'file-mode-too-open',
    /(?:(?:world|group)[- ]writable (?:but|and) (?:is )?not sticky|not sticky|(?:sticky bit (?:is )?(?:not set|missing)|without (?:the )?sticky bit|(?:set|needs|requires?) (?:the )?sticky bit)(?: (?:on|for))?)(?::? ['"]?(?<path>\/[^\s'":,]{0,300}))?/i,
    'sticky',
  ],
  [
    'file-mode-too-open',
    /\bPermissions (?<mode>0?[0-7]{3,4}) for '(?<path>[^']{1,300})' are too open/,
  ],
  [
    'file-mode-too-open',
    /\bpermissions (?<mode>0?[0-7]{3,4}) for (?<path>\/[^\s,;]{1,300}) are too open/i,
  ],
  [
    'file-mode-too-open',
    /(?:private key|password|data|key|config(?:uration)?) ?(?:file|directory) "(?<path>[^"]{1,300})" has (?:group or world access|(?:invalid|insecure|wrong|too open) permissions)/i,
  ],
  [
    'file-mode-too-open',
    /config(?:uration)? file \("(?<path>[^"]{1,300})"\) can only be writable by the owner but the permissions are "(?<mode>[rwx-]{9,10})"/i,
  ],
  [
    'file-mode-too-open',
    /file (?<path>\/\S{1,300}) has permissions (?<mode>[rwx-]{9,10}), exceeds/,
  ],
  [
    'file-mode-too-open',
    /(?:must|may|can|should) (?:only )?be (?:accessible|readable|read(?:able)? and writ(?:e|able)) (?:only )?by (?:the |its )?owner(?: only)?|\bis (?:accessible|readable|writable) by (?:group or others?|others?|everyone|the world)\b|\bworld[- ](?:readable|writable)\b/i,
  ],
  [
    'file-mode-too-open',
    /UNPROTECTED (?:PRIVATE )?KEY FILE|: bad permissions\b|Bad owner or permissions on|\bpermissions (?:(?:for|of|on) .{1,300} )?(?:are |is )?(?:too (?:open|permissive|broad|wide|loose)|insecure|unsafe)\b|too (?:open|permissive|wide|loose) (?:file )?(?:permissions|mode)|has too (?:open|permissive|wide|loose) permissions|access too permissive|read access must be restricted|without desired file permission|insecure (?:file )?(?:permissions|mode)|unsafe (?:file )?permissions|permissions? \d{3,4} (?:is|are) (?:wrong|too)|must have no more than user|has 0[0-7]{3} should be 0[0-7]{3}|(?:mode|permissions) (?:should|must) be (?:u=rw|0?[46]00\b)/i,
  ],
  // Told beside them: the file belongs to another user than the program accepts.
  [
    'permission-denied-on-file',
    /(?:must|should|needs to|has to) be owned by (?!.{0,80}setuid)|\bdubious ownership\b|\bbad ownership\b|does not match the owner of the data|is owned by .{1,80}(?:instead of|but should|expected)|has wrong ownership/i,
    'ownership',
  ],
];
