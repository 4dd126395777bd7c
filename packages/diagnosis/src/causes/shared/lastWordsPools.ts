import type { Sign } from './lastWordSign';

/**
 * What PHP-FPM says of the pools it is to run.
 * Source: https://github.com/php/php-src/blob/master/sapi/fpm/fpm/fpm_conf.c and fpm_unix.c
 */
export const poolSigns: readonly Sign[] = [
  [
    'settings-invalid',
    /\[pool [\w.-]{1,100}\] (?:(?<option>user|group|pm(?:\.\w{1,40})?|listen(?:\.\w{1,40})?|slowlog|request_\w{1,40}|chroot|chdir|access\.\w{1,40}|ping\.\w{1,40}|process\.\w{1,40}) (?:has|have|must|should|is|was|can(?:no|')t|\(\d)|no (?<listens>listen address)|the (?<manager>process manager) is missing|(?:the|this) (?<prefix>prefix|chroot path|chdir path|slowlog) |(?:cannot|can't) get [ug]id for (?<account>user|group) '|please specify (?<root>user and group) other than root|unable to set (?<set>[\w.]{1,60}))/,
    'pool',
  ],
  [
    'settings-invalid',
    /\[(?<file>\/[^\]:]{1,200}):(?<line>\d{1,6})\] (?:unknown entry '(?<entry>[^']{1,100})'|unable to parse value for entry '(?<value>[^']{1,100})'|(?:value is NULL|Unable to set|empty value|array are not allowed|wrong) )/,
  ],
  [
    'settings-invalid',
    /No pool defined\. at least one pool section must be specified/i,
  ],
  [
    'settings-invalid',
    /\bFPM initiali[sz]ation failed|\bfailed to post process the configuration/,
  ],
];

/** More copies are asked for than the other side has members that could hold them. */
export const copySigns: readonly Sign[] = [
  [
    'settings-invalid',
    /Replication factor: (?<want>\d{1,6}) larger than available brokers: (?<have>\d{1,6})/i,
    'copies',
  ],
  [
    'settings-invalid',
    /(?:target|requested|the) replication factor (?:of )?(?<want>\d{1,6}) cannot be reached because only (?<have>\d{1,6}) broker/i,
    'copies',
  ],
  [
    'settings-invalid',
    /Unable to replicate the partition (?<want>\d{1,6}) time\(s\).{0,160}?only (?<have>\d{1,6}) (?:usable )?broker/i,
    'copies',
  ],
  [
    'settings-invalid',
    /InvalidReplicationFactor(?:Exception|Error)?\b|\bINVALID_REPLICATION_FACTOR\b|replication[- ]factor.{0,80}(?:larger|greater|more|higher) than (?:the )?(?:number of )?(?:available |alive |live |existing )?(?:brokers|nodes|members|servers)|insufficient (?:number of )?(?:peers|nodes|brokers|members) .{0,40}(?:replica|R=\d)|no suitable peers for placement|Replication factor is (?:larger|greater)/i,
    'copies',
  ],
];
