import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { Say } from '../i18n/message';
import { useMessages } from '../i18n/useMessages';
import type { LogConnection } from './logFeed';
import type { SinceChoice } from './logOptions';

const useStyles = makeStyles(theme => ({
  note: { padding: theme.spacing(1, 2), color: theme.palette.text.secondary },
  paused: {
    position: 'absolute',
    bottom: theme.spacing(5),
    left: '50%',
    transform: 'translateX(-50%)',
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    padding: theme.spacing(0.75, 1, 0.75, 2),
    borderRadius: 24,
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    boxShadow: theme.shadows[4],
  },
}));

/** How many older lines the page does not keep. */
export function DroppedNote({ count }: { readonly count: number }) {
  const classes = useStyles();
  const { say } = useMessages();
  return (
    <Typography variant="body2" className={classes.note}>
      {say('logs.dropped', { count })}
    </Typography>
  );
}

/** Why there are no lines. */
export function EmptyNote(props: {
  readonly connection: LogConnection;
  readonly since: SinceChoice;
}) {
  const classes = useStyles();
  const { say } = useMessages();
  return (
    <Typography className={classes.note} role="status">
      {emptyWords(props.connection.status, props.since, say)}
    </Typography>
  );
}

function emptyWords(
  status: LogConnection['status'],
  since: SinceChoice,
  say: Say,
): string {
  switch (status) {
    case 'connecting':
    case 'reconnecting':
      return say('logs.loading');
    case 'stopped':
      return '';
    default:
      return say(since === 'tail' ? 'logs.empty' : 'logs.emptySince');
  }
}

/** That following is paused, how many lines came since, and the way back to the end. */
export function PausedNote(props: {
  readonly unseen: number;
  readonly onJump: () => void;
}) {
  const { unseen, onJump } = props;
  const classes = useStyles();
  const { say } = useMessages();
  return (
    <div className={classes.paused}>
      <Typography variant="body2" role="status">
        {unseen > 0
          ? say('logs.pausedNew', { count: unseen })
          : say('logs.paused')}
      </Typography>
      <Button size="small" color="primary" onClick={onJump}>
        {say('logs.toEnd')}
      </Button>
    </div>
  );
}
