import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { Say } from '../i18n/message';
import { useMessages } from '../i18n/useMessages';
import { LogRowView } from './LogRowView';
import type { SinceChoice } from './logOptions';
import type { LogSearch, LogViewOptions } from './logView';
import { matchesByRow } from './search';
import type { Log } from './useLog';

/** Height of a line in pixels; wrapped ones are measured. */
const LINE_HEIGHT = 20;
/** So near to the end, in pixels, a reader is at the end. */
const END_SLACK = 24;

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
  canvas: { position: 'relative', minWidth: '100%' },
  row: { position: 'absolute', top: 0, left: 0, minWidth: '100%' },
  wrapped: { width: '100%' },
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
  footer: {
    padding: theme.spacing(0.5, 2),
    color: theme.palette.text.secondary,
    borderTop: `1px solid ${theme.palette.divider}`,
  },
}));

/** The lines. Stays at the end while followed; scrolling up pauses that and says so. */
export function LogList(props: {
  readonly log: Log;
  readonly view: LogViewOptions;
  readonly follow: boolean;
  readonly since: SinceChoice;
  readonly search: LogSearch;
}) {
  const { log, view, search, follow } = props;
  const classes = useStyles();
  const { say } = useMessages();
  const { rows, dropped } = log.buffer;
  const scroll = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => LINE_HEIGHT,
    getItemKey: index => rows[index].id,
    overscan: 30,
    paddingStart: 8,
    paddingEnd: 8,
  });
  const end = useEnd(scroll, rows.length + dropped);
  useStickToEnd(virtualizer, rows.length, end.pinned);
  useShowMatch(virtualizer, search, end.release);
  const byRow = matchesByRow(search.matches);
  return (
    <div className={classes.frame}>
      {dropped > 0 && (
        <Typography variant="body2" className={classes.note}>
          {say('logs.dropped', { count: dropped })}
        </Typography>
      )}
      <div
        ref={scroll}
        className={classes.scroll}
        role="region"
        aria-label={say('logs.region')}
        tabIndex={0} // eslint-disable-line jsx-a11y/no-noninteractive-tabindex -- the keyboard must be able to scroll it
        onScroll={end.onScroll}
      >
        {rows.length === 0 && (
          <Typography className={classes.note} role="status">
            {emptyWords(log, props.since, say)}
          </Typography>
        )}
        <div
          className={classes.canvas}
          style={{ height: virtualizer.getTotalSize() }}
        >
          {virtualizer.getVirtualItems().map(({ index, key, start }) => (
            <div
              key={key}
              data-index={index}
              ref={virtualizer.measureElement}
              className={`${classes.row} ${view.wrap ? classes.wrapped : ''}`}
              style={{ transform: `translateY(${start}px)` }}
            >
              <LogRowView
                row={rows[index]}
                view={view}
                matches={byRow.get(index)}
                current={search.matches[search.current]}
              />
            </div>
          ))}
        </div>
      </div>
      {follow && !end.pinned && (
        <div className={classes.paused}>
          <Typography variant="body2" role="status">
            {end.unseen > 0
              ? say('logs.pausedNew', { count: end.unseen })
              : say('logs.paused')}
          </Typography>
          <Button size="small" color="primary" onClick={end.jump}>
            {say('logs.toEnd')}
          </Button>
        </div>
      )}
      <Typography variant="caption" className={classes.footer}>
        {say('logs.source')}
      </Typography>
    </div>
  );
}

function emptyWords(log: Log, since: SinceChoice, say: Say): string {
  switch (log.connection.status) {
    case 'connecting':
    case 'reconnecting':
      return say('logs.loading');
    case 'stopped':
      return '';
    default:
      return say(since === 'tail' ? 'logs.empty' : 'logs.emptySince');
  }
}

type Scroller = ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>;

/** Whether the reader is at the end, and how many rows came since they left it. `total` counts dropped rows too. */
function useEnd(scroll: React.RefObject<HTMLDivElement>, total: number) {
  const [pinned, setPinned] = useState(true);
  const [leftAt, setLeftAt] = useState(total);
  const lastTop = useRef(0);
  const release = () => {
    setPinned(false);
    setLeftAt(last => (pinned ? total : last));
  };
  return {
    pinned,
    release,
    unseen: pinned ? 0 : total - leftAt,
    jump: () => setPinned(true),
    onScroll: () => {
      const element = scroll.current;
      if (!element) {
        return;
      }
      const { scrollTop, scrollHeight, clientHeight } = element;
      const up = scrollTop < lastTop.current;
      lastTop.current = scrollTop;
      if (scrollHeight - scrollTop - clientHeight <= END_SLACK) {
        setPinned(true);
      } else if (up && pinned) {
        // Only a reader scrolls up; growing rows only make the end go further away.
        release();
      }
    },
  };
}

function useStickToEnd(virtualizer: Scroller, count: number, pinned: boolean) {
  const height = virtualizer.getTotalSize();
  useEffect(() => {
    if (pinned && count > 0) {
      virtualizer.scrollToIndex(count - 1, { align: 'end' });
    }
  }, [virtualizer, count, pinned, height]);
}

/** Brings the current match into view, when the reader moves to it. */
function useShowMatch(
  virtualizer: Scroller,
  search: LogSearch,
  release: () => void,
) {
  const match = search.matches[search.current];
  const wanted = match && `${search.text} ${search.current}`;
  const shown = useRef<string>();
  useEffect(() => {
    if (wanted !== shown.current) {
      shown.current = wanted;
      if (match) {
        release();
        virtualizer.scrollToIndex(match.row, { align: 'center' });
      }
    }
  });
}
