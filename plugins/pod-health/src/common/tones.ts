import type { Theme } from '@material-ui/core/styles';
import type { Tone } from '../diagnosis/verdict';

const COLOURS: Readonly<Record<Tone, readonly [string, string]>> = {
  good: ['#7fd18a', '#1f7a34'],
  warning: ['#ffc46b', '#8a5200'],
  bad: ['#ff9b93', '#b3261e'],
  unknown: ['#b8bec8', '#4d5662'],
};

/** A tone's colour, dark enough on a light theme and light enough on a dark one to carry text (WCAG 2.1, 4.5 to 1). */
export function toneColour(theme: Theme, tone: Tone): string {
  const shade = theme.palette.type === 'dark' ? 0 : 1;
  return COLOURS[tone][shade];
}
