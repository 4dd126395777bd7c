import type { LogLine } from './logLines';

/** Words that come with a reason. */
const REASON =
  /\b(?:because|caused by|due to|as a result|since (?:the|it|there)|cannot|can't|can not|could not|couldn't|unable to|not (?:set|found|supported|allowed|permitted|accepted|configured|defined|specified|provided|registered|enabled|compatible|initiali[sz]ed|match\w{0,3}|writable|readable|empty|safe|exist|valid|recogni[sz]ed|authori[sz]ed|available|implemented)|no [\w ./-]{1,60} (?:found|set|given|configured|provided|specified|available|defined)|missing|required|requires?|denied|invalid|unsupported|incompatible|refused|mismatch|expired|already|unknown|wrong|too (?:low|high|short|long|small|old|new|many|open|large|few)|exceed\w{0,3}|corrupt\w{0,3}|does(?: not|n't)|do(?: not|n't)|has(?: not|n't)|is(?: not|n't)|must|timed? ?out|unexpected|conflict\w{0,3}|differs?|duplicate|out of|in use|mutually exclusive|no such|segmentation fault|bus error|illegal instruction)\b/i;
/** Words that ask the reader to do something. */
const ASKS =
  /\bplease (?!see\b|visit\b|refer\b|report\b|contact\b|consult\b|wait\b|check (?:the )?(?:logs?|errorlog)|file an?\b|read\b|try again\b)|\b(?:you (?:must|need to|have to|should)|needs? to be|has to be|must be|make sure|to fix|to solve|to resolve this|consider \w{3,20}ing)\b|\b(?:run|use|try|set) ['"`“]/i;
/** Only that it ended, or that something failed, or where more is told: the reason stands elsewhere. */
const WRAPPER =
  /^\W{0,20}(?:\w{1,30}[:)\]] ){0,3}(?:Aborting|BOOT FAILED|(?:fatal )?error during (?:\w{1,30} )?(?:start\w{0,2}|initiali[sz]ation)|(?:server |application |process |program )?(?:exit(?:ing|ed)?|terminat\w{1,3}|aborted|stopped|failed)(?: abnormally)?(?: (?:with|due to|because of) .{0,40}(?:code|status|errors?|exception|failure)\b.{0,12})?)[.!:]{0,3}$|\b(?:command|script|process|task|subprocess|job|program|binary) .{0,80}(?:failed|exited|returned)(?: with)?(?: (?:an? )?(?:exit |non-zero )?(?:code|status|error).{0,20})?$|\bexit(?:ed|ing)? (?:with )?(?:code|status|an error)\b|\bdid not exit normally\b|\bplease (?:see|visit|refer to|check|read|consult|contact)\b|\b(?:see|check|in|view) (?:the )?(?:error ?|server |full |above )?(?:logs?|output|errors?|trace)\b.{0,20}(?:for|above|at|below)|\bfor (?:more|further|additional|complete) (?:\w{1,20} )?(?:details?|information|info|help)\b|\b(?:fatal exception|unrecoverable error)\b|init function returned error|initiali[sz]ation (?:was )?(?:aborted|failed)\b.{0,40}$|\bFailed to initialize \w[\w ]{0,40}$|\b(?:points|errors?|problems?|issues?) (?:described |listed )?(?:in the following|below)\b|\bfailed to start\W{0,3}$|\bserver failed to start due to\b|\bbudget exhausted\b|\b(?:retries|attempts) exhausted\b|^\W*giving up\W*$|^\W{0,12}Failed at the .{1,120} script\.$|\bwill (?:now )?(?:exit|quit|stop|terminate)\W{0,3}$|\bFailed to start (?:server|application) .{0,30}$/i;

/** A longer line with a reason says more than where to look. */
const LONG = 160;

/** How much a line tells of why a program ended: above nought with a reason, below when it is only said that it did. */
export function tellsOf({ text }: LogLine): number {
  const [isReason, isAsked] = [REASON.test(text), ASKS.test(text)];
  const isLong = text.length > LONG && isReason;
  if (!isLong && WRAPPER.test(text)) return -1;
  return Number(isReason) + Number(isAsked);
}
