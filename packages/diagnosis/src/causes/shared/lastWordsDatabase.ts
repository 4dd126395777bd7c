import type { Sign } from './lastWordSign';

/** What a program says of a database that does not hold what it expects. */
export const databaseSigns: readonly Sign[] = [
  [
    'database-not-migrated',
    /database "(?<database>[^"]{1,63})" does not exist|Unknown database '(?<mysql>[^']{1,64})'|could not find your database: (?<rails>[\w-]{1,64})|Cannot open database "(?<mssql>[^"]{1,128})"/,
    'database',
  ],
  [
    'database-not-migrated',
    /relation "(?<object>[^"]{1,128})" does not exist|Table '(?<table>[^']{1,128})' doesn't exist|no such table: (?<sqlite>[\w.]{1,128})|Invalid object name '(?<mssql>[^']{1,128})'|ORA-00942|missing table \[(?<hibernate>[^\]]{1,128})\]|table `?(?<prisma>[\w.]{1,128})`? does not exist in the current database|column "?(?<column>[\w.]{1,128})"? (?:of relation "[^"]{1,63}" )?does not exist|Unknown column '(?<field>[^']{1,128})'|no such column: (?<col>[\w.]{1,128})|missing column \[(?<mapped>[^\]]{1,128})\]/,
    'object',
  ],
  [
    'database-not-migrated',
    /Dirty database version (?<version>\d{1,20})/,
    'dirty',
  ],
  [
    'database-not-migrated',
    /Migrations? checksum mismatch|Validate failed|Migrations have failed validation|Validation Failed:|Detected (?:failed|resolved) migration|failed migrations? in the target database/i,
    'checksum',
  ],
  [
    'database-not-migrated',
    /Can't locate revision identified by '(?<revision>\w{1,60})'|No such revision or branch '(?<branch>\w{1,60})'|Detected applied migration not resolved locally:? ?(?<flyway>[\w.]{0,40})|no migration found for version (?<migrate>\d{1,20})|(?:database|schema) (?:is|was) (?:created|migrated|upgraded) (?:by|with) a (?:newer|later)|(?:was|were) previously applied but (?:is|are) missing|downgrad\w{1,3} (?:of |the )?(?:database|schema)\w* (?:is|are) not supported/i,
    'newer',
  ],
  [
    'database-not-migrated',
    /PendingMigrationError|Migrations are pending|pending migrations?|\bnew (?:database )?migrations? (?:are |is )?(?:available|found|required)|migrations? (?:have|has) not (?:yet )?(?:been )?(?:run|applied)|(?:database|schema) needs bootstrapping|unapplied migration|database is not up to date|out-of-date (?:database )?schema|\b(?:need|have) to initiali[sz]e the database|database (?:has )?not (?:yet )?been initiali[sz]ed|(?:schema|database) (?:is )?(?:not (?:up to date|initiali[sz]ed|migrated)|out of date|needs? (?:to be )?(?:migrat|upgrad)\w{1,4})/i,
    'pending',
  ],
];
