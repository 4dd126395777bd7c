import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  hidden: {
    position: 'absolute',
    width: 1,
    height: 1,
    margin: -1,
    padding: 0,
    overflow: 'hidden',
    clip: 'rect(0, 0, 0, 0)',
    whiteSpace: 'nowrap',
    border: 0,
  },
});

/** Text for screen readers only. */
export function Hidden(props: {
  readonly children: ReactNode;
  readonly id?: string;
  /** Speaks up when its text changes. */
  readonly live?: boolean;
}) {
  const classes = useStyles();
  return (
    <span
      id={props.id}
      className={classes.hidden}
      aria-live={props.live ? 'polite' : undefined}
    >
      {props.children}
    </span>
  );
}
