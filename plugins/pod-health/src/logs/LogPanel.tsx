import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import CloseIcon from '@material-ui/icons/Close';
import { useId, useMemo, useState } from 'react';
import type { EntityName } from '../api/PodHealthApi';
import { toneColour } from '../common/tones';
import type { Tone } from '../diagnosis/verdict';
import type { LogConnection } from './logFeed';
import { ProblemBanner } from '../common/ProblemBanner';
import { usePodActions, type LogTarget } from '../diagnosis/PodActions';
import { useMessages } from '../i18n/useMessages';
import { visibleText } from '../text/visibleText';
import { LogList } from './LogList';
import { logQuery, type LogOptions } from './logOptions';
import { LogToolbar } from './LogToolbar';
import type { LogSearch, LogViewOptions } from './logView';
import { findMatches, step } from './search';
import { useLog, type Log } from './useLog';

const TONE_OF: Readonly<Record<LogConnection['status'], Tone>> = {
  connecting: 'unknown',
  live: 'good',
  done: 'unknown',
  reconnecting: 'warning',
  stopped: 'bad',
};

const useStyles = makeStyles(theme => ({
  paper: { height: '78vh', minHeight: 320 },
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(1, 1, 0, 2),
  },
  title: {
    flex: 1,
    minWidth: 0,
    fontSize: '1.1rem',
    fontWeight: 600,
    margin: 0,
    padding: 0,
    overflowWrap: 'anywhere',
  },
  status: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    color: theme.palette.text.secondary,
  },
  dot: { width: 8, height: 8, borderRadius: '50%' },
  problem: { padding: theme.spacing(0, 2, 1) },
}));

interface LogPanelProps {
  readonly entity: EntityName;
  readonly target: LogTarget;
  readonly onClose: () => void;
}

/** The log of one container, over the lower part of the page. */
export function LogPanel(props: LogPanelProps) {
  const { onClose } = props;
  const classes = useStyles();
  const titleId = useId();
  return (
    <Drawer
      anchor="bottom"
      open
      onClose={onClose}
      classes={{ paper: classes.paper }}
      PaperProps={{ role: 'dialog', 'aria-labelledby': titleId }}
    >
      <LogBody {...props} titleId={titleId} />
    </Drawer>
  );
}

function LogHead(props: {
  readonly titleId: string;
  readonly pod: string;
  readonly connection: LogConnection;
  readonly onClose: () => void;
}) {
  const classes = useStyles();
  const theme = useTheme();
  const { say } = useMessages();
  const { status } = props.connection;
  return (
    <div className={classes.head}>
      <Typography component="h2" id={props.titleId} className={classes.title}>
        {say('logs.title', { pod: visibleText(props.pod) })}
      </Typography>
      <Typography variant="body2" className={classes.status} role="status">
        <span
          aria-hidden
          className={classes.dot}
          style={{ backgroundColor: toneColour(theme, TONE_OF[status]) }}
        />
        {say(`logs.${status}`)}
      </Typography>
      <IconButton aria-label={say('logs.close')} onClick={props.onClose}>
        <CloseIcon />
      </IconButton>
    </div>
  );
}

function LogBody(props: LogPanelProps & { readonly titleId: string }) {
  const { entity, target } = props;
  const [view, setView] = useState<LogViewOptions>({ wrap: true, times: true });
  const { log, query, options, setOptions, retry } = useChosenLog(
    entity,
    target,
  );
  const search = useSearch(log);
  return (
    <>
      <LogHead
        titleId={props.titleId}
        pod={target.pod.ref.pod}
        connection={log.connection}
        onClose={props.onClose}
      />
      <LogToolbar
        entity={entity}
        pod={target.pod}
        query={query}
        options={options}
        onOptions={setOptions}
        view={view}
        onView={setView}
        search={search}
      />
      <StoppedProblem connection={log.connection} onRetry={retry} />
      <LogList
        key={`${options.container} ${options.previous} ${options.since}`}
        log={log}
        view={view}
        follow={options.follow && !options.previous}
        since={options.since}
        search={search}
      />
    </>
  );
}

/** Why the log stopped, and the way to read it again; nothing while it has not. */
function StoppedProblem(props: {
  readonly connection: LogConnection;
  readonly onRetry: () => void;
}) {
  const { connection, onRetry } = props;
  const classes = useStyles();
  if (connection.status !== 'stopped') {
    return null;
  }
  return (
    <div className={classes.problem}>
      <ProblemBanner problem={connection.problem} onRetry={onRetry} />
    </div>
  );
}

/** The log that the reader chose, and what they chose; `retry` opens it anew. */
function useChosenLog(entity: EntityName, target: LogTarget) {
  const [attempt, setAttempt] = useState(0);
  const [options, setOptions] = useState(() => firstOptions(target));
  const query = useQuery(target, options);
  const log = useLog(entity, query, attempt);
  const retry = () => setAttempt(attempt + 1);
  return { log, query, options, setOptions, retry };
}

function firstOptions(target: LogTarget): LogOptions {
  return {
    container: target.container ?? target.pod.defaultContainer,
    previous: target.previous ?? false,
    follow: true,
    since: 'tail',
  };
}

/** The query; a time in it is counted from the moment the reader chose it, so that it does not start over every ten seconds. */
function useQuery(target: LogTarget, options: LogOptions) {
  const { now } = usePodActions();
  const [chosen, setChosen] = useState({ options, now });
  if (chosen.options !== options) {
    setChosen({ options, now });
  }
  const { ref } = target.pod;
  return useMemo(
    () => logQuery(ref, chosen.options, chosen.now),
    // The pod is the same as long as its uid is; reports bring new objects for it.
    [ref.uid, chosen], // eslint-disable-line react-hooks/exhaustive-deps -- the uid stands for the pod
  );
}

function useSearch(log: Log): LogSearch {
  const [text, setText] = useState('');
  const [wanted, setWanted] = useState(0);
  const { rows } = log.buffer;
  const matches = useMemo(() => findMatches(rows, text), [rows, text]);
  const current = Math.min(wanted, matches.length - 1);
  return {
    text,
    setText: next => {
      setText(next);
      setWanted(0);
    },
    matches,
    current,
    move: by => setWanted(step(current, by, matches.length)),
  };
}
