import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useMessages } from '../i18n/useMessages';
import { LogLines } from './LogLines';
import { DroppedNote, EmptyNote, PausedNote } from './LogNotes';
import type { SinceChoice } from './logOptions';
import type { LogSearch, LogViewOptions } from './logView';
import type { Log } from './useLog';
import { LINE_HEIGHT, useLogScroll } from './useLogScroll';

const useStyles = makeStyles(theme => ({
  frame: {
    position: 'relative',
    flex: 1,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  scroll: {
    flex: 1,
    minHeight: 0,
    overflow: 'auto',
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    fontSize: '0.8125rem',
    lineHeight: `${LINE_HEIGHT}px`,
    backgroundColor: theme.palette.type === 'dark' ? '#14171a' : '#ffffff',
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: -2,
    },
  },
  footer: {
    padding: theme.spacing(0.5, 2),
    color: theme.palette.text.secondary,
    borderTop: `1px solid ${theme.palette.divider}`,
  },
}));

interface LogListProps {
  readonly log: Log;
  readonly view: LogViewOptions;
  readonly follow: boolean;
  readonly since: SinceChoice;
  readonly search: LogSearch;
}

/** The lines. Stays at the end while followed; scrolling up pauses that and says so. */
export function LogList(props: LogListProps) {
  const { log, view, search, follow } = props;
  const classes = useStyles();
  const { say } = useMessages();
  const { rows, dropped } = log.buffer;
  const { scroll, virtualizer, end } = useLogScroll(log.buffer, search);
  return (
    <div className={classes.frame}>
      {dropped > 0 && <DroppedNote count={dropped} />}
      <div
        ref={scroll}
        className={classes.scroll}
        role="region"
        aria-label={say('logs.region')}
        tabIndex={0} // eslint-disable-line jsx-a11y/no-noninteractive-tabindex -- the keyboard must be able to scroll it
        onScroll={end.onScroll}
      >
        {rows.length === 0 && (
          <EmptyNote connection={log.connection} since={props.since} />
        )}
        <LogLines
          rows={rows}
          view={view}
          search={search}
          virtualizer={virtualizer}
        />
      </div>
      {follow && !end.pinned && (
        <PausedNote unseen={end.unseen} onJump={end.jump} />
      )}
      <Typography variant="caption" className={classes.footer}>
        {say('logs.source')}
      </Typography>
    </div>
  );
}
