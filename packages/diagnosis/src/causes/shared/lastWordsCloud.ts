import type { Sign } from './lastWordSign';

/** How the metadata service of a cloud is named; as a name server (port 53) it is another matter. */
const SERVICE =
  '(?:\\bec2imds\\b|\\b(?:ec2|instance|gce|compute(?: engine)?|cloud) ?metadata\\b|\\bIMDS(?:v[12])?\\b|\\bmetadata\\.google\\.internal\\b|(?<![\\d.])169\\.254\\.169\\.254(?!:53\\b|[\\d.]*\\d))';
const FAILS =
  '(?:time[d-]? ?out|deadline exceeded|cancell?ed|refused|no route to host|unreachable|unable to|could not|cannot|failed|fail to|\\berror\\b|EHOSTDOWN|is down)';
/** Whose identity is asked for, and whose name is not known, is told by others. */
const OTHERS = 'credential|no such host|\\blookup ';
const AWS = '(?:ec2|imds|\\bvpc|aws|amazon)';

const metadata = (more: string) =>
  new RegExp(
    `^(?=.{0,1000}?${SERVICE})(?=.{0,1000}?${FAILS})(?!.{0,1000}?(?:${OTHERS}))${more}`,
    'i',
  );

/** What programs of a cloud say that cannot ask it on which instance, in which region or network they run. */
export const metadataSigns: readonly Sign[] = [
  ['dependency-times-out', metadata(`(?=.{0,1000}?${AWS})`), 'imds'],
  ['dependency-times-out', metadata(''), 'metadata'],
];
