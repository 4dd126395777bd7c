import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  LIMITS,
  type HealthReport,
  type PodSummary,
} from 'backstage-plugin-pod-health-common';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useId, useMemo, useRef, useState } from 'react';
import { useMessages } from '../i18n/useMessages';
import type { MessageKey } from '../i18n/message';
import { PodRow } from './PodRow';
import { usePodsStyles } from './podsStyles';

/** Up to this many rows the table stands on the page whole; beyond, it scrolls by itself and draws what is in view. */
const WHOLE_UP_TO = 60;
/** First guess of a closed row's height in pixels; each drawn row is measured. */
const ROW_HEIGHT = 57;

const COLUMNS = [
  'name',
  'state',
  'ready',
  'restarts',
  'age',
  'node',
  'causes',
  'actions',
] as const;

const useStyles = makeStyles(theme => ({
  heading: { fontSize: '1.1rem', fontWeight: 600, margin: 0, padding: 0 },
  head: {
    display: 'flex',
    alignItems: 'baseline',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1.5),
    marginBottom: theme.spacing(1),
  },
  frame: {
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.background.paper,
    overflowX: 'auto',
  },
  scroll: { maxHeight: 640, overflowY: 'auto' },
}));

/** All pods of the entity, the sick ones first; each opens to its containers. */
export function PodsTable(props: {
  readonly report: HealthReport;
  /** Absent: no more can be had. */
  readonly onShowAll?: () => void;
}) {
  const { pods, podCount, causes } = props.report;
  const classes = useStyles();
  const { say } = useMessages();
  const headingId = useId();
  const titles = useMemo(
    () => new Map(causes.map(({ cause, title }) => [cause, title])),
    [causes],
  );
  if (pods.length === 0) {
    return null;
  }
  const Body = pods.length > WHOLE_UP_TO ? LongTable : WholeTable;
  return (
    <section aria-labelledby={headingId}>
      <div className={classes.head}>
        <Typography component="h3" id={headingId} className={classes.heading}>
          {say('pods.title')}
        </Typography>
        {pods.length < podCount && (
          <Typography variant="body2">
            {say('pods.shown', { shown: pods.length, total: podCount })}
            {props.onShowAll && (
              <Button size="small" onClick={props.onShowAll}>
                {say('pods.showAll', {
                  count: Math.min(podCount, LIMITS.allPodRows),
                })}
              </Button>
            )}
          </Typography>
        )}
      </div>
      <Body pods={pods} titles={titles} labelledBy={headingId} />
    </section>
  );
}

interface BodyProps {
  readonly pods: readonly PodSummary[];
  readonly titles: ReadonlyMap<string, string>;
  readonly labelledBy: string;
}

function WholeTable({ pods, titles, labelledBy }: BodyProps) {
  const classes = useStyles();
  const open = useOpenRows();
  return (
    <div role="table" aria-labelledby={labelledBy} className={classes.frame}>
      <HeaderRow />
      {pods.map(pod => (
        <PodRow
          key={pod.ref.uid}
          pod={pod}
          titles={titles}
          open={open.has(pod.ref.uid)}
          onToggle={open.toggle}
        />
      ))}
    </div>
  );
}

function LongTable({ pods, titles, labelledBy }: BodyProps) {
  const classes = useStyles();
  const open = useOpenRows();
  const { scroll, items, room, measure } = useRowsInView(pods);
  return (
    <div
      ref={scroll}
      role="table"
      aria-labelledby={labelledBy}
      aria-rowcount={pods.length + 1}
      className={`${classes.frame} ${classes.scroll}`}
    >
      <HeaderRow sticky />
      <div role="rowgroup" style={room}>
        {items.map(({ index, key }) => (
          <div key={key} role="presentation" data-index={index} ref={measure}>
            <PodRow
              pod={pods[index]}
              rowIndex={index + 2}
              titles={titles}
              open={open.has(pods[index].ref.uid)}
              onToggle={open.toggle}
            />
          </div>
        ))}
      </div>
    </div>
  );
}

/** The rows of a long table that are in view, and the room that the others take above and below them. */
function useRowsInView(pods: readonly PodSummary[]) {
  const scroll = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: pods.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: index => pods[index].ref.uid,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const height = virtualizer.getTotalSize();
  return {
    scroll,
    items,
    measure: virtualizer.measureElement,
    room: {
      paddingTop: items.at(0)?.start ?? 0,
      paddingBottom: height - (items.at(-1)?.end ?? height),
    },
  };
}

function HeaderRow(props: { readonly sticky?: boolean }) {
  const classes = usePodsStyles();
  const { say } = useMessages();
  return (
    <div
      role="row"
      aria-rowindex={1}
      className={`${classes.row} ${classes.header} ${
        props.sticky ? classes.sticky : ''
      }`}
    >
      {COLUMNS.map(column => {
        const key: MessageKey = `pods.${column}`;
        return (
          <div
            role="columnheader"
            key={column}
            className={`${classes.cell} ${classes[column]}`}
          >
            {say(key)}
          </div>
        );
      })}
    </div>
  );
}

/** Which rows are open, by pod uid: a pod stays open when the report moves it. */
function useOpenRows() {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  return useMemo(
    () => ({
      has: (uid: string) => open.has(uid),
      toggle: (uid: string) =>
        setOpen(last => {
          const next = new Set(last);
          if (!next.delete(uid)) {
            next.add(uid);
          }
          return next;
        }),
    }),
    [open],
  );
}
