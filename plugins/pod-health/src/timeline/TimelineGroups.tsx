import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { TimelineEntry } from 'backstage-plugin-pod-health-common';
import { usePodActions } from '../diagnosis/PodActions';
import { useMessages } from '../i18n/useMessages';
import { dayText, momentText, timeAgo } from '../text/time';
import { visibleText } from '../text/visibleText';
import { changeWords } from './changeWords';
import { messageOf } from './entryWords';
import { rowSentence, timesWords } from './rowWords';
import { TimelineSign } from './TimelineSign';
import type { TimelineGroup, TimelineRow } from './timelineRows';

/** Differences of a rollout that are listed. */
const CHANGES = 5;

const useStyles = makeStyles(theme => ({
  group: {
    margin: theme.spacing(1, 0, 0.5),
    fontSize: '0.8125rem',
    fontWeight: 600,
    color: theme.palette.text.secondary,
  },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  row: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr) auto',
    columnGap: theme.spacing(1.25),
    alignItems: 'start',
    padding: theme.spacing(0.625, 0),
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: '20px minmax(0, 1fr)',
    },
  },
  text: { overflowWrap: 'anywhere' },
  muted: { color: theme.palette.text.secondary, fontSize: '0.8125rem' },
  time: {
    color: theme.palette.text.secondary,
    fontSize: '0.8125rem',
    lineHeight: 1.6,
    whiteSpace: 'nowrap',
    [theme.breakpoints.down('xs')]: { gridColumn: 2 },
  },
}));

/** Lines under how long ago they were. */
export function TimelineGroups(props: {
  readonly groups: readonly TimelineGroup[];
  /** Then its name is not told. */
  readonly isOneCluster: boolean;
}) {
  const classes = useStyles();
  const { say, lang } = useMessages();
  return (
    <>
      {props.groups.map(({ within, rows }) => {
        const heading = within ? say(within) : dayText(rows[0].at, lang);
        return (
          <div key={heading}>
            <Typography component="h4" className={classes.group}>
              {heading}
            </Typography>
            <ul className={classes.list} aria-label={heading}>
              {rows.map(row => (
                <RowView
                  key={row.id}
                  row={row}
                  isOneCluster={props.isOneCluster}
                />
              ))}
            </ul>
          </div>
        );
      })}
    </>
  );
}

function RowView(props: {
  readonly row: TimelineRow;
  readonly isOneCluster: boolean;
}) {
  const { row } = props;
  const classes = useStyles();
  const { say, lang } = useMessages();
  const { now } = usePodActions();
  const [entry] = row.entries;
  return (
    <li className={classes.row}>
      <TimelineSign kind={entry.kind} />
      <div className={classes.text}>
        <Typography variant="body2">{rowSentence(row, say)}</Typography>
        <Details entry={entry} isOneCluster={props.isOneCluster} />
      </div>
      <div className={classes.time}>
        <time dateTime={row.at}>{momentText(row.at, now, lang)}</time>
        {` · ${timeAgo(row.at, now, lang)}`}
      </div>
    </li>
  );
}

/** Where and how often it happened, what changed, and the cluster's own words. */
function Details(props: {
  readonly entry: TimelineEntry;
  readonly isOneCluster: boolean;
}) {
  const { entry } = props;
  const classes = useStyles();
  const { say, lang } = useMessages();
  const { now } = usePodActions();
  const { cluster = '' } = entry.pod ?? entry.workload ?? entry.node ?? {};
  const lines = [
    props.isOneCluster
      ? undefined
      : say('timeline.inCluster', { cluster: visibleText(cluster) }),
    timesWords(entry, say, time => momentText(time, now, lang)),
    changeWords(entry.details ?? {}, CHANGES, say).join(
      say('timeline.semicolon'),
    ),
    messageOf(entry),
  ];
  return (
    <>
      {lines.filter(Boolean).map(line => (
        <div key={line} className={classes.muted}>
          {line}
        </div>
      ))}
    </>
  );
}
