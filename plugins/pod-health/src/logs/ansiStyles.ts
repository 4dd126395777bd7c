import { makeStyles } from '@material-ui/core/styles';
import type { CSSProperties } from '@material-ui/core/styles/withStyles';
import type { TextStyle } from './ansi';

/** The terminal's 16 colours, each dark enough for a light page or light enough for a dark one (WCAG 2.1, 4.5 to 1). */
const ON_LIGHT = [
  '#1f2328',
  '#b3261e',
  '#1f7a34',
  '#7a5900',
  '#0b57d0',
  '#8a2a8f',
  '#00697a',
  '#57606a',
  '#57606a',
  '#c5221f',
  '#1a7f37',
  '#8a5200',
  '#1a66d9',
  '#a03aa6',
  '#0b7285',
  '#1f2328',
];
const ON_DARK = [
  '#9aa4af',
  '#ff8f87',
  '#7fd18a',
  '#e6c35c',
  '#8ab8ff',
  '#e39ae6',
  '#6fd3e0',
  '#d0d7de',
  '#9aa4af',
  '#ffaba5',
  '#9be3a4',
  '#f2d680',
  '#a8caff',
  '#eeb5f0',
  '#93e4ee',
  '#ffffff',
];

/** Classes for the named colours, as text (`c0` …) and behind it (`b0` …), and for weights. */
export const useAnsiStyles = makeStyles(theme => {
  const dark = theme.palette.type === 'dark';
  const rules: Record<string, CSSProperties> = {
    bold: { fontWeight: 700 },
    dim: { opacity: 0.75 },
    italic: { fontStyle: 'italic' },
    underline: { textDecoration: 'underline' },
  };
  (dark ? ON_DARK : ON_LIGHT).forEach((colour, index) => {
    rules[`c${index}`] = { color: colour };
  });
  // A background takes its text colour with it: any other pair could be unreadable.
  (dark ? ON_DARK : ON_LIGHT).forEach((colour, index) => {
    rules[`b${index}`] = {
      backgroundColor: colour,
      color: dark ? '#14171a' : '#ffffff',
    };
  });
  return rules;
});

/** The classes of a style. */
export function ansiClasses(
  style: TextStyle,
  classes: Readonly<Record<string, string>>,
): string {
  const names = [
    style.background !== undefined
      ? `b${style.background}`
      : style.colour !== undefined && `c${style.colour}`,
    style.bold && 'bold',
    style.dim && 'dim',
    style.italic && 'italic',
    style.underline && 'underline',
  ];
  return names.flatMap(name => (name ? classes[name] : [])).join(' ');
}
