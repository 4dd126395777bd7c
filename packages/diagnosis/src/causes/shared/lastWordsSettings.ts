import { copySigns, poolSigns } from './lastWordsPools';
import type { Sign } from './lastWordSign';

/** What programs say of variables, databases and settings. */
/** Where a number was expected. */
const NUMBER =
  "(?:binary_to_(?:integer|float)\\(|binary_to_(?:integer|float),|list_to_integer|Integer\\.parse\\w{0,12}|Unknown suffix|invalid (?:value|port|number|literal|syntax|integer)|not a (?:valid )?(?:number|integer|port)|NumberFormatException|For input string|strconv\\.\\w{1,12}: parsing|ERR_SOCKET_BAD_PORT|Port should be|too many colons in address|(?:cannot|can't|could not|unable to|failed to) (?:parse|convert|cast|deserialize|coerce)|(?:is not|must be) (?:a |an )?(?:valid )?(?:integer|number|port|int)\\b)";
const LINK = 'tcp:\\/\\/(?<host>\\d{1,3}(?:\\.\\d{1,3}){3}):(?<port>\\d{1,5})';

export const variableSigns: readonly Sign[] = [
  // A variable that is set, to a value that is not allowed.
  [
    'settings-invalid',
    /invalid (?:option|value|setting)s? (?:.{0,60} )?(?:for|of|in) (?:the )?(?:env(?:ironment)? )?variable:? ["'`]?(?<variable>[A-Z]\w{1,80})|(?:env(?:ironment)? )variable:? ["'`]?(?<set>[A-Z]\w{1,80})["'`]? (?:has|contains|is set to) an? (?:invalid|unsupported|unknown)/i,
    'value',
  ],
  // The form in which Kubernetes gives the address of a Service as a variable.
  [
    'settings-invalid',
    new RegExp(
      `invalid value ${LINK} for configuration (?<option>[\\w.]{1,100})`,
      'i',
    ),
    'link',
  ],
  ['settings-invalid', new RegExp(`${NUMBER}.{0,200}${LINK}`, 'i'), 'link'],
  ['settings-invalid', /could not be cast to integer value as 'tcp:'/, 'link'],
  ['settings-invalid', new RegExp(`${LINK}.{0,200}${NUMBER}`, 'i'), 'link'],
  [
    'environment-variable-missing',
    /KeyError: (?:key not found: )?['"](?<variable>[A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{1,100})['"]/,
  ],
  [
    'environment-variable-missing',
    /key not found: "(?<variable>[A-Z][A-Z0-9_]{2,100})"/,
  ],
  [
    'environment-variable-missing',
    /\b(?<variable>[A-Z][A-Z0-9_]{2,100}): (?:parameter (?:null or )?not set|unbound variable|must be (?:set|defined|specified)|is (?:not set|required|missing|undefined|unset)|not set|required|missing|environment variable)/,
  ],
  [
    'environment-variable-missing',
    /\b(?:[Ee]nv(?:ironment)?|ENV|[Cc]onfig(?:uration)?)[ -]?[Vv]ar(?:iable)?\(?s?\)?:? ?(?:named |called |key |is |not found: )?[`'"$]{0,3}\{?(?<variable>[A-Z][A-Z0-9_]{2,100})\b/,
  ],
  [
    'environment-variable-missing',
    /\b(?:[Mm]issing|[Rr]equired|[Uu]ndefined|[Uu]nset|[Pp]rovide|[Dd]efine|[Ss]pecify|[Ss]et|[Ee]mpty)(?: the| an?| key| required| mandatory| env| environment| variables?| vars?| value| for| of| one of| in| a valid){0,6}:? [`'"$]{0,3}\{?(?<variable>[A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{1,100})\b/,
  ],
  [
    'environment-variable-missing',
    /[`'"$]{0,3}\{?\b(?<!ReferenceError: )(?<!NameError: name ')(?<variable>[A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{1,100})\}?[`'"]? (?:env(?:ironment)? (?:var(?:iable)? )?)?(?:must(?: not)? be|is (?:not (?:set|defined|configured|present|provided)|required|missing|undefined|empty|mandatory|unset)|are (?:not set|required|missing)|not (?:set|found|defined|provided)|needs to be|has to be|should (?:not )?be|was not|missing|required|cannot be (?:empty|blank|null))/,
  ],
  [
    'environment-variable-missing',
    /\b(?:missing|not found|put it in|pass it)\b.{0,200}\bENV\[['"](?<variable>[A-Z][A-Z0-9_]{2,100})['"]\]/i,
  ],
  [
    'settings-invalid',
    /\b(?<option>[A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{1,100}) (?:length|value) (?:should|must|has to) be\b/,
    'value',
  ],
  [
    'environment-variable-missing',
    /Could not resolve placeholder '(?<variable>[\w.-]{1,200})'|config property (?<property>[\w."-]{1,200}) is required but|SRCFG00014: (?:The config )?property (?<quarkus>[\w."-]{1,200})/,
    'property',
  ],
  [
    'environment-variable-missing',
    /^\s+- (?<variable>(?:MYSQL|MARIADB)_ROOT_PASSWORD)$|No application encryption key has been specified/,
    'password',
  ],
  [
    'environment-variable-missing',
    /Cannot evaluate `\$\{(?<variable>\w{1,100})\}`|Missing `(?<variable2>secret_key_base)`|env(?:ironment)? var(?:iable)?s? (?:is |are |was )?(?:not (?:found|set|defined|present)|missing|required)|missing (?:required )?env(?:ironment)?(?: var)?|NotPresent\b|(?<field>[A-Z][A-Z0-9_]{2,100})\s+Field required/i,
  ],
];

export const settingsSigns: readonly Sign[] = [
  ...poolSigns,
  ...copySigns,
  // Of WildFly and JBoss: a part of the configuration refers to another that is not defined. What is missing stands below.
  [
    'settings-invalid',
    /\bWFLYCTL0(?:362|369|412|180)\b|\b(?:JBAS014775|JBAS014879)\b|Capabilities required by resource '[^']{1,300}' are not available/,
    'undefined',
  ],
  // A key that is written twice, which strict readers of YAML refuse.
  [
    'settings-invalid',
    /\bfound duplicate key "?(?<key>[\w./-]{1,120})|mapping key "(?<mapping>[^"]{1,120})" already defined/i,
  ],
  // Of Erlang's programs, which name what failed in one word.
  [
    'settings-invalid',
    /\bfailed_to_(?:prepare|load|read|parse|generate|validate)_(?:\w{1,30}_)?config\w{0,20}|(?:fail\w{0,3} to|could not|cannot|unable to|error) (?:generate|prepare|apply|render|compile|build|translat\w{1,3}) (?:the )?(?:\w{1,20} )?config(?:uration)?(?: file)?\b/i,
  ],
  // A default that everybody knows, which the program does not start with.
  [
    'settings-invalid',
    /\bplease (?:change|set|choose|configure|replace) (?:the |a |an |your )?(?:default |own |secure |random ){0,3}(?<option>(?:\w{1,20} )?(?:cookie|password|secret(?: key)?|token|encryption key|api key))\b|(?:default|insecure|well-known) (?<value>cookie|password|secret(?: key)?|token|encryption key) (?:must|has to|should) be (?:changed|replaced|set)|refus\w{1,3} to start with (?:the |a |an )?(?:default|insecure) (?<refused>cookie|password|secret(?: key)?|key)/i,
    'default',
  ],
  [
    'settings-invalid',
    /(?:unknown directive "(?<directive>[^"]{1,80})"|invalid number of arguments|unexpected "[^"]{1,10}"|directive (?:.{0,80}is not terminated|is not allowed here|is duplicate)|unknown keyword|Syntax error on line|duplicate location|invalid parameter)[^\n]{0,200} (?:in|of|at) (?<file>\/[^\s:]{1,200}):?(?<line>\d{1,6})?/i,
  ],
  ['settings-invalid', /parsing \[(?<file>[^\]:]{1,200}):(?<line>\d{1,6})\]/],
  [
    'settings-invalid',
    /(?<file>\/[^\s:]{1,200}):(?<line>\d{1,6}) - Error during parsing/,
  ],
  [
    'settings-invalid',
    /FATAL CONFIG FILE ERROR|Bad directive or wrong number|unknown variable '(?<option>[\w-]{1,100})|unrecognized configuration parameter "(?<parameter>[\w.]{1,100})"|invalid value for parameter "(?<value>[\w.]{1,100})"|Failed to bind properties under '(?<property>[^']{1,200})'|Missing required configuration "(?<kafka>[\w.]{1,100})"|Invalid value .{0,300} for configuration (?<refused>[\w.]{1,100})|configuration file .{0,200}contains errors|Invalid command '(?<apache>[^']{1,100})'|unknown field "?(?<unknown>[\w.]{1,200})|field (?<field>\w{1,100}) not found in type|missing field `(?<rust>[\w.-]{1,100})`|field not found, node: (?<node>[\w.-]{1,100})|'(?<attribute>\w{1,60})' attribute is not specified|Error found at (?<found>\/[^\s:]{1,200}\.conf:\d{1,6})|(?:unrecognized|unknown) directive: ['"]?(?<directive>[\w.-]{1,80})|Configuration property '(?<airlift>[^']{1,200})' was not used|unknown setting \[(?<elastic>[^\]]{1,200})\]/i,
  ],
  [
    'settings-invalid',
    /\byaml: |YAMLException|yaml\.\w{1,20}\.(?:Scanner|Parser)Error|(?:Scanner|Parser)Exception: |error converting YAML|unmarshal(?:ing|l?ed)? (?:errors?|JSON|YAML|config)|mapping values are not allowed|toml: |TOMLDecodeError|Could not parse the JSON file|Failed to load configuration from file|ConfigParseError|has unknown fields|\bbad[_ ]configuration\b|MissingSectionHeaderError/,
  ],
  [
    'settings-invalid',
    /(?:cannot|can't|could not|couldn't|failed to|unable to|error|errors|fail to|problem) (?:while |in |when |during )?(?:pars|load|read|decod|initiali[sz]|process|validat|unmarshal)\w{0,4}(?:ing)?,? (?:the |your |initial |main |app(?:lication)? |server |service )?(?:config|setting|\w{1,30}\.(?:ya?ml|json|toml|conf|ini|properties))|invalid (?:\w{1,20} )?(?:config|setting)|(?:config|settings?)\w{0,12} (?:file )?(?:\S{1,200} )?(?:is |has |was )?(?:invalid|error|not valid|malformed|validation (?:error|failed)|check failed|schema)|Config(?:uration)?(?:Error|Exception|ValidationError)\b|bind\.BindException: |(?:config|settings?|\.json|\.ya?ml)\b.{0,200}(?:JSONDecodeError|Unexpected token|Unexpected end of JSON|invalid character|is not valid JSON|ValidationError)|(?:JSONDecodeError|Unexpected token|invalid character).{0,200}(?:config|settings?|\.json)|ImproperlyConfigured|schema (?:validation|violation)|\b(?:load|pars|read)ing (?:the )?config\w{0,10} (?:file )?failed\b|syntax error in config\w{0,10} \((?<file>\/[^\s:)]{1,200}):(?<line>\d{1,6})/i,
  ],
  [
    'settings-invalid',
    /strconv\.\w{1,20}: parsing|time: (?:invalid|unknown unit|missing unit).{0,30}duration|invalid (?:port|URL|URI|duration|log level|DSN|connection string|value)\b|ERR_INVALID_URL|unsupported (?:value|scheme|protocol scheme)|first path segment in URL cannot contain colon|missing protocol scheme|unknown (?:log level|driver)|No schema supplied/i,
    'value',
  ],
];
