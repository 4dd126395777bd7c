import type { Sign } from './lastWordSign';
import { versionSigns } from './lastWordsVersions';

/** What programs say of themselves: their processor, their parts, how they were called. */
export const programSigns: readonly Sign[] = [
  [
    'processor-unsupported',
    /requires? a CPU with (?<part>AVX\w{0,4}) support|CPU does not support (?<level>x86-64-v\d)|\billegal instruction\b|(?:CPU|processor)s? (?:does|do) not (?:have|support) (?<need>[\w.-]{2,20})|needs? (?<feature>AVX2?|SSE4\.\d)\b/i,
  ],
  // A tool that the program calls, or that the build needs which the container runs as it starts.
  [
    'program-part-missing',
    /\b(?:Could not|Cannot|Can't|Unable to) find (?:the )?["'`]?(?<tool>[A-Za-z][\w.+-]{1,40})["'`]?,? which is (?:needed|required) (?:to|for|by)\b|\b(?<need>[A-Za-z][a-z0-9.+-]{1,40}) is (?:required|needed)(?: \w{1,20}){0,4},? but (?:it )?(?:is |was |has )?(?:not |n't )(?:been )?installed\b|\b(?:required|needed) (?:program|command|tool|executable|binary|utility):? ["'`]?(?<program>[\w.+-]{2,40})["'`]? (?:(?:was |is |could )?not (?:be )?(?:found|installed)|is missing)|\b(?:program|command|tool|executable|binary|utility) ["'`](?<quoted>[\w.+-]{2,40})["'`] (?:is required,? but )?(?:was |is |could )?not (?:be )?(?:found|installed)\b|\bexec: "(?<go>[\w.+-]{1,60})": executable file not found in \$PATH|\bCannot run program "(?<java>[\w.+-]{1,60})".{0,60}error=2\b|\bspawn (?!(?:ba|z|a|da)?sh\b)(?<node>[\w.+-]{1,60}) ENOENT\b|\b(?!(?:file|command|program|executable|binary|it|tool|utility) )(?<onpath>[A-Za-z][a-z0-9.+-]{1,40}) (?:is |was )?(?:required,? but )?not (?:found|installed) (?:in|on) (?:the |your )?(?:system )?\$?PATH\b/,
    'tool',
  ],
  [
    'program-part-missing',
    /version `(?<part>[\w.]{1,40})' not found \(required by (?<by>[^)\s]{1,200})/,
    'libc',
  ],
  [
    'program-part-missing',
    /error while loading shared libraries: (?<part>[^:\s]{1,120})|Error loading shared library (?<lib>[^:\s]{1,120})|ImportError: (?<so>lib[\w.+-]{1,80}): cannot open shared|UnsatisfiedLinkError: .{0,60}?(?<native>lib[\w.+-]{1,80})|Error relocating (?<reloc>[^:\s]{1,200}):|Unable to load shared library '(?<net>[^']{1,120})'|Couldn't find a valid (?<icu>ICU) package|could not locate the (?<engine>Query Engine) for runtime/,
    'library',
  ],
  [
    'program-part-missing',
    /UnsupportedClassVersionError: ?(?<part>[\w./$]{0,200})(?:.{0,200}?\b(?:class file version|major\.minor version) (?<want>\d{2})(?:.{0,200}?versions? up to (?<have>\d{2}))?)?/,
    'java',
  ],
  [
    'program-part-missing',
    /\bclass file has wrong version (?<want>\d{2})\.\d{1,2}, should be (?<have>\d{2})\b|\bUnsupportedClassVersionError\b/,
    'java',
  ],
  [
    'program-part-missing',
    /(?:NoSuchMethodError|NoSuchFieldError|IncompatibleClassChangeError|AbstractMethodError): ?(?<method>[^\s(]{0,200})|cannot import name '(?<name>[^']{1,120})'|undefined symbol: (?<symbol>\w{1,200})|does not provide an export named '(?<exported>[^']{1,120})'|ERR_REQUIRE_ESM|You must install or update \.NET|The framework '(?<framework>[^']{1,80})', version/,
    'version',
  ],
  ...versionSigns,
  // Settings that are read like a module: images leave them out, and each place brings its own.
  [
    'file-missing',
    /Cannot find module '(?<path>(?:\.{0,2}\/|[A-Z]:\\)(?!(?:[^']{0,200}\/)?node_modules\/)(?:[^']{0,300}[\/._-])?(?:config|configuration|conf|settings?|secrets?|credentials?|env|options|service-?account)(?:[._-][\w.-]{1,60})?\.(?:json5?|ya?ml|toml))'|Cannot find module '(?<local>(?:\.{0,2}\/)(?!(?:[^']{0,200}\/)?node_modules\/)(?:[^']{0,300}\/)?(?:config|settings)(?:[._-](?:local|prod|production|default))?\.[cm]?js)'|No module named '?(?<python>(?:\w{1,60}\.){0,5}(?:local_settings|settings_local|local_config|config_local|settings\.local))\b/,
    'settings',
  ],
  [
    'program-part-missing',
    /Cannot find module '(?<part>(?:\.{0,2}\/|[A-Z]:\\)(?!(?:[^']{0,200}\/)?node_modules\/)[^']{1,300})'|Could not find or load main class (?<main>[\w.$/-]{1,200})|The application '(?<app>[^']{1,200})' does not exist|The term '(?<term>[^']{1,300})' is not recognized|^'?(?<command>[^\s']{1,200})'? is not recognized as an internal or external command|Missing script: "?(?<script>[^"\s]{1,100})|Could not find a production build in the '(?<build>[^']{1,100})'/,
    'own',
  ],
  [
    'program-part-missing',
    /Cannot find (?:module|package) '(?<part>[^']{1,300})'|No module named '?(?<module>[\w.]{1,200})|(?:ClassNotFoundException|NoClassDefFoundError): (?<klass>[\w./$]{1,200})|no main manifest attribute, in (?<jar>\S{1,200})|cannot load such file -- (?<ruby>\S{1,200})|Could not find (?<gem>\S{1,100}) in (?:any of the sources|locally installed gems)|Could not load file or assembly '(?<assembly>[^',]{1,200})|Can't locate (?<perl>\S{1,200}) in @INC(?:.{0,120}@INC (?:contains|entries checked): (?<where>[^)]{1,700}))?|Could not import module "(?<asgi>[^"]{1,200})"|Failed to find attribute '(?<attribute>[^']{1,100})' in|Attribute "(?<app>[^"]{1,100})" not found in module|Error loading (?<driver>\w{1,60})(?: or \w{1,60})? module|there is no package called [‘'"](?<cran>[\w.]{1,100})|\bmodule '(?<lua>[\w./-]{1,100})' not found:|Cannot find (?:module|package) "(?<bun>[^"]{1,300})"|Failed to load class (?<spark>[\w.$]{1,200})|(?:Uncaught Error: )Class ["'](?<php>[^"']{1,200})["'] not found|unresolved import `?(?<import>[\w:]{1,200})/i,
  ],
  // Two options of which only one may be given; the cause reads their names.
  [
    'arguments-invalid',
    /^(?=.{0,1000}?(?<![\w-])--?[a-z][\w-])(?=.{0,1000}?(?:\bmutually exclusive|\b(?:cannot|can't|can not|must not|may not|should not) (?:both )?be (?:used|specified|combined|set|given|provided|passed|present|mixed)\b.{0,40}?(?:together|at the same time|simultaneously|both|\bwith\b.{0,20}?--?[a-z])|(?<![\w-])--?[a-z][\w-]{0,60}.{0,30}?\bconflicts? with\b.{0,20}?(?<![\w-])--?[a-z]|\b(?:not allowed|incompatible|not compatible) with\b.{0,20}?--?[a-z]|\b(?:cannot|can't|may not|must not|do not|you can only) (?:specify|use|give|set|pass|combine|mix) (?:both|multiple|more than one|only one)\b|\b(?:choose|specify|use|only|at most|exactly) (?:only |exactly |just )?one of\b.{0,100}?--[a-z].{1,60}?--[a-z]))/i,
    'exclusive',
  ],
  [
    'arguments-invalid',
    /\bif any flags in the group \[[^\]]{3,300}\] are set none of the others can be/,
    'exclusive',
  ],
  [
    'arguments-invalid',
    /(?:unknown (?:shorthand |long |short )?(?:flag|option|command|subcommand|argument|switch)s?|unrecogni[sz]ed (?:VM |command[- ]line )?(?:arguments?|options?|flags?|command)|(?:illegal|invalid|bad) option(?! (?:for|of|in)\b)|no such (?:option|command)|unexpected argument|flag provided but not defined|unknown parameter)[:\s]{0,3}(?:-- )?(?:in -\w{1,60}: )?['"`]?(?<option>-{0,2}[\w.=:/+-]{0,100})/i,
    'unknown',
  ],
  [
    'arguments-invalid',
    /(?:following (?:required )?arguments (?:are required|were not provided)|required (?:flag|option|argument)\(?s?\)?|missing (?:required )?(?:option|argument|flag|operand|parameter)s?|flag needs an argument|option requires an argument|expected (?:one|\d+|at least \w{1,10}) arguments?|requires (?:at least |exactly )?\d+ arg(?:ument)?\(?s?\)?)[:\s]{0,3}(?:-- )?['"`]?(?<option>-{0,2}[\w.=-]{0,100})/i,
    'missing',
  ],
  [
    'arguments-invalid',
    /invalid (?:value|argument) .{0,200} for (?:flag|option|argument|")['"`]?-?-?(?<option>[\w-]{1,100})|argument (?<name>-{1,2}[\w/-]{1,60}): (?:invalid|expected|not allowed)|Invalid (?:maximum|initial) heap size: ?(?<heap>\S{0,40})|Found argument '(?<clap>[^']{1,100})' which wasn't expected|Could not create the Java Virtual Machine/i,
    'value',
  ],
];
