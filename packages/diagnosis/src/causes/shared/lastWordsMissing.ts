import type { Sign } from './lastWordSign';

/** What programs say of files that are not there. */
export const missingFileSigns: readonly Sign[] = [
  // Inside the program's own archives, not in the file system.
  [
    'file-missing',
    /class path resource \[(?<path>[^\]]{1,300})\] cannot be (?:opened|resolved|read)|ServletContext resource \[(?<web>[^\]]{1,300})\]/,
    'class-path',
  ],
  [
    'file-missing',
    /Exception: (?:Could not|Cannot|Can't|Unable to|Failed to) (?:find|locate|load|open) (?:the )?(?:class ?path )?resource:? ?['"[]?(?<path>[\w@$./-]{1,300}\.\w{1,15})/i,
    'class-path',
  ],
  [
    'file-missing',
    /(?<![\w@$./-])(?<path>[\w@$./-]{1,300}\.\w{1,15})['"\]]? (?:(?:was |is |could )?not (?:be )?found|does not exist|is missing) (?:on|in|from) (?:the )?class ?path\b/i,
    'class-path',
  ],
  [
    'file-missing',
    /Config data (?:location|resource) '(?:class path resource \[|(?:optional:)?classpath:)(?<path>[^\]']{1,300})\]?'.{0,300}does not exist|Can't find bundle for base name (?<bundle>[\w./]{1,200})/,
    'class-path',
  ],
  [
    'file-missing',
    /Config data (?:location|resource) '(?:file \[|file:)?(?<path>[^\]']{1,300})\]?'.{0,300}does not exist/,
  ],
  // A program that says what must be there before all else; what follows is a consequence.
  [
    'file-missing',
    /\b(?:configure|create|provide|copy|set ?up|add|supply|write|edit) (?:your |the |an? )?(?:valid |own )?(?:file )?['"`]?(?<path>[\w@./-]{1,200}\.(?:ya?ml|json|toml|ini|conf|cfg|env|properties|xml|php))['"`]? (?:file )?(?:first\b|before\b)/i,
    'first',
  ],
  // Of build tools and runners, which look for the file of the project in the directory they are started in.
  [
    'file-missing',
    /(?:Couldn't find a|No|could not find(?: a)?|Could not locate|no) [`'"]?(?<path>package\.json|composer\.json|Gemfile|Cargo\.toml|Pipfile|pyproject\.toml|build\.gradle)[`'"]? (?:\([^)]{1,80}\) )?(?:file )?(?:was found )?(?:in|or)\b|Could not locate (?<bundler>Gemfile)|(?<gomod>go\.mod) file not found in|there is no (?<pom>POM) in this directory/i,
  ],
  // Of stores: a part of their own data, in the directory they keep it in.
  [
    'file-missing',
    /Can't open (?:or create )?(?:the )?append[- ]?only (?:file|dir)\w{0,6}(?: (?<path>\S{1,200}))?:? .{0,60}No such file|can't open the append log file.{0,60}No such file|Failed opening the (?:temp )?(?:RDB|AOF) file.{0,100}No such file|Fatal error loading the DB.{0,60}No such file|could not open (?:file|directory) "(?<postgres>(?:pg_\w{1,30}|global|base)\b[^"]{0,200})": No such file|Data directory (?<mongo>\/\S{1,300}) not found|While opening a file for sequentially reading: (?<rocks>\/[^\s:]{1,300}\/(?:CURRENT|MANIFEST-\d{1,10}))|(?:Cannot|Can't|Could not) open (?:the )?(?:datafile|tablespace|file)[^'"]{0,40}['"](?<mysql>(?:\.\/)?(?:ibdata|ib_logfile|undo_|mysql)[^'"]{0,100})['"]|open (?<series>\/\S{1,200}\/(?:chunks_head|wal|member\/(?:snap|wal))(?:\/\S{0,100})?): no such file/i,
    'data',
  ],
  // Of Apache and others, which check what their settings name before they start.
  [
    'file-missing',
    /\b(?:file|directory|DocumentRoot|ErrorLog|\w{0,30}(?:File|Path|Dir)):? ['"[]?(?<path>\/[^\s'"\]]{1,300})['"\]]? (?:does not exist(?: or is empty)?|is not a directory, or is not readable|is not a (?:valid )?(?:directory|file)\b|(?:is )?missing\b)|Cannot access directory '(?<dir>[^']{1,300})'/,
  ],
  // A shell names its script and line first; what it did not find stands behind them.
  [
    'file-missing',
    /^\S{1,300}: (?:line )?\d{1,6}: (?:\S{1,300}: )?(?:cannot open |can't open |source: |\.: )?(?<path>[^\s:]{0,200}\/[^\s:]{1,200}): (?:no such file|not found|cannot open)/i,
  ],
  [
    'file-missing',
    /no such file or directory|\bENOENT\b|FileNotFound(?:Error|Exception)|NoSuchFileException|DirectoryNotFoundException|unable to access jarfile (?<jar>\S{1,200})|failed opening required '(?<php>[^']{1,300})'|could not open input file: (?<input>\S{1,300})|cannot find the (?:file|path) specified|(?:config(?:uration)?|settings|key|certificate|credentials?) file .{0,200}(?:does not exist|not found|doesn't exist|missing)|file not found|could not find (?:a part of the path|file) '(?<dotnet>[^']{1,300})'|Errno::ENOENT/i,
  ],
];
