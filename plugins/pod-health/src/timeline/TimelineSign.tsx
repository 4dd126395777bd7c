import { makeStyles, useTheme } from '@material-ui/core/styles';
import SwapVert from '@material-ui/icons/SwapVert';
import type { TimelineKind } from 'backstage-plugin-pod-health-common';
import { ToneIcon } from '../common/ToneIcon';
import { toneColour } from '../common/tones';
import type { Tone } from '../diagnosis/verdict';

const TONES: Partial<Record<TimelineKind, Tone>> = {
  failed: 'bad',
  evicted: 'bad',
  node: 'bad',
  'not-ready': 'warning',
  'probe-failed': 'warning',
  restarted: 'warning',
  warning: 'warning',
};

/** What somebody or something changed on purpose. */
const CHANGES: readonly TimelineKind[] = [
  'rolled-out',
  'scaled',
  'replaced',
  'debugged',
];

const useStyles = makeStyles(theme => ({
  dot: {
    width: 8,
    height: 8,
    margin: theme.spacing(0.875, 0.75),
    borderRadius: '50%',
    backgroundColor: theme.palette.text.secondary,
  },
}));

/** Tells troubles, changes and the rest apart at a glance. Decoration only: the words beside it say the same. */
export function TimelineSign(props: { readonly kind: TimelineKind }) {
  const classes = useStyles();
  const theme = useTheme();
  const tone = TONES[props.kind];
  if (tone) {
    return <ToneIcon tone={tone} size="small" />;
  }
  return CHANGES.includes(props.kind) ? (
    <SwapVert
      aria-hidden
      fontSize="small"
      style={{ color: theme.palette.primary.main }}
    />
  ) : (
    <div
      aria-hidden
      className={classes.dot}
      style={
        props.kind === 'ready'
          ? { backgroundColor: toneColour(theme, 'good') }
          : undefined
      }
    />
  );
}
