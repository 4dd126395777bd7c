import { makeStyles } from '@material-ui/core/styles';
import type { LogRow } from './logBuffer';
import { LogRowView } from './LogRowView';
import type { LogSearch, LogViewOptions } from './logView';
import { matchesByRow } from './search';
import type { LogScroller } from './useLogScroll';

const useStyles = makeStyles({
  canvas: { position: 'relative', minWidth: '100%' },
  row: { position: 'absolute', top: 0, left: 0, minWidth: '100%' },
  wrapped: { width: '100%' },
});

/** The rows that are in view, each at its place in the height of all of them. */
export function LogLines(props: {
  readonly rows: readonly LogRow[];
  readonly view: LogViewOptions;
  readonly search: LogSearch;
  readonly virtualizer: LogScroller;
}) {
  const { rows, view, search, virtualizer } = props;
  const classes = useStyles();
  const byRow = matchesByRow(search.matches);
  return (
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
  );
}
