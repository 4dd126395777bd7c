import Button from '@material-ui/core/Button';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import {
  LIMITS,
  podKey,
  type HealthReport,
  type PodRef,
  type TimelineEntry,
} from 'backstage-plugin-pod-health-common';
import { useId, useState } from 'react';
import { usePodActions } from '../diagnosis/PodActions';
import { useMessages } from '../i18n/useMessages';
import { momentText } from '../text/time';
import { visibleText } from '../text/visibleText';
import { TimelineGroups } from './TimelineGroups';
import {
  entriesOfPod,
  podsTold,
  timelineGroups,
  timelineRows,
} from './timelineRows';
import { TriggerBanner } from './TriggerBanner';

/** Lines shown at first. */
const LAST = 6;
/** From so many pods on one is chosen. */
const PODS_TO_CHOOSE = 3;

const useStyles = makeStyles(theme => ({
  section: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
  },
  heading: { fontSize: '1.1rem', fontWeight: 600, margin: 0, padding: 0 },
  filter: { minWidth: 220, maxWidth: '100%' },
  frame: {
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.background.paper,
    padding: theme.spacing(1, 2),
  },
}));

interface TimelinePanelProps {
  readonly report: HealthReport;
  /** Asks for what is not told at first; absent: there is no more. */
  readonly onShowAll?: () => void;
}

/** What happened to the entity's pods, newest first, and what changed before the present trouble. */
export function TimelinePanel(props: TimelinePanelProps) {
  const { report } = props;
  const { timeline, timelineContext } = report;
  const classes = useStyles();
  const { say } = useMessages();
  const headingId = useId();
  const [pod, setPod] = useState('');
  const pods = podsTold(timeline);
  const chosen = pods.some(each => podKey(each) === pod) ? pod : '';
  const entries = chosen
    ? entriesOfPod(timeline, chosen, report.pods)
    : timeline;
  return (
    <section className={classes.section} aria-labelledby={headingId}>
      <div className={classes.head}>
        <Typography component="h3" id={headingId} className={classes.heading}>
          {say('timeline.title')}
        </Typography>
        {pods.length >= PODS_TO_CHOOSE && (
          <PodSelect pods={pods} value={chosen} onChange={setPod} />
        )}
      </div>
      <TriggerBanner entries={timeline} context={timelineContext} />
      <div className={classes.frame}>
        {entries.length === 0 ? (
          <Typography variant="body2">
            {say(chosen ? 'timeline.emptyOfPod' : 'timeline.empty')}
          </Typography>
        ) : (
          <Lines {...props} entries={entries} />
        )}
        <Reach context={timelineContext} />
      </div>
    </section>
  );
}

/** The last lines; all of them on demand. */
function Lines(
  props: TimelinePanelProps & { readonly entries: readonly TimelineEntry[] },
) {
  const { say } = useMessages();
  const { now } = usePodActions();
  const listId = useId();
  const [open, setOpen] = useState(false);
  const rows = timelineRows(props.entries);
  const shown = open ? rows : rows.slice(0, LAST);
  const isCut = props.entries.length >= LIMITS.timelineEntries;
  return (
    <>
      <div id={listId}>
        <TimelineGroups
          groups={timelineGroups(shown, now)}
          isOneCluster={props.report.clusters.length < 2}
        />
      </div>
      {rows.length > LAST && (
        <Button
          size="small"
          color="primary"
          aria-expanded={open}
          aria-controls={listId}
          onClick={() => {
            setOpen(!open);
            if (isCut) props.onShowAll?.();
          }}
        >
          {open
            ? say('timeline.showLast')
            : say('timeline.showAll', { count: rows.length })}
        </Button>
      )}
    </>
  );
}

function PodSelect(props: {
  readonly pods: readonly PodRef[];
  readonly value: string;
  readonly onChange: (key: string) => void;
}) {
  const classes = useStyles();
  const { say } = useMessages();
  const id = useId();
  return (
    <TextField
      select
      size="small"
      variant="outlined"
      id={id}
      className={classes.filter}
      label={say('timeline.filter')}
      value={props.value}
      SelectProps={{ displayEmpty: true, labelId: `${id}-label` }}
      InputLabelProps={{ shrink: true, id: `${id}-label` }}
      onChange={event => props.onChange(event.target.value)}
    >
      <MenuItem value="">{say('timeline.allPods')}</MenuItem>
      {props.pods.map(pod => (
        <MenuItem key={podKey(pod)} value={podKey(pod)}>
          {visibleText(pod.pod)}
        </MenuItem>
      ))}
    </TextField>
  );
}

/** How far back it reaches, and what is missing. */
function Reach(props: { readonly context: HealthReport['timelineContext'] }) {
  const { eventsGone, eventsUnread, watchedSince } = props.context;
  const { say, lang } = useMessages();
  const { now } = usePodActions();
  const clusters = visibleText(eventsUnread.join(', '));
  return (
    <>
      {eventsUnread.length > 0 && (
        <Typography variant="body2" color="textSecondary">
          {say('timeline.unread', { clusters })}
        </Typography>
      )}
      {eventsGone.length > 0 && watchedSince !== undefined && (
        <Typography variant="body2" color="textSecondary">
          {say('timeline.gone', { time: momentText(watchedSince, now, lang) })}
        </Typography>
      )}
    </>
  );
}
