import { makeStyles, useTheme } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { ReactNode } from 'react';
import type { Tone } from '../diagnosis/verdict';
import { ToneIcon } from './ToneIcon';
import { toneColour } from './tones';

const useStyles = makeStyles(theme => ({
  banner: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(1.5),
    padding: theme.spacing(1.5, 2),
    border: `1px solid ${theme.palette.divider}`,
    borderLeftWidth: 4,
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.background.paper,
  },
  text: { flex: '1 1 260px', minWidth: 0, overflowWrap: 'anywhere' },
  actions: { display: 'flex', gap: theme.spacing(1), flexWrap: 'wrap' },
}));

/** A message in a frame of its tone, with what can be done about it. */
export function Banner(props: {
  readonly tone: Tone;
  readonly title?: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** `alert` speaks at once, `status` when the reader pauses. */
  readonly role?: 'alert' | 'status';
}) {
  const classes = useStyles();
  const theme = useTheme();
  return (
    <div
      role={props.role}
      className={classes.banner}
      style={{ borderLeftColor: toneColour(theme, props.tone) }}
    >
      <ToneIcon tone={props.tone} />
      <div className={classes.text}>
        {props.title && (
          <Typography variant="subtitle1" component="p">
            {props.title}
          </Typography>
        )}
        {props.children && (
          <Typography variant="body2" component="div">
            {props.children}
          </Typography>
        )}
      </div>
      {props.actions && <div className={classes.actions}>{props.actions}</div>}
    </div>
  );
}
