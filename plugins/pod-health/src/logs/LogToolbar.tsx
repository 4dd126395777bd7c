import { makeStyles } from '@material-ui/core/styles';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Checkbox from '@material-ui/core/Checkbox';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import {
  LIMITS,
  type ContainerSummary,
  type PodSummary,
} from 'backstage-plugin-pod-health-common';
import type { EntityName, LogQuery } from '../api/PodHealthApi';
import { useMessages } from '../i18n/useMessages';
import { numberText } from '../text/numbers';
import { visibleText } from '../text/visibleText';
import { DownloadButton } from './DownloadButton';
import { SINCE_CHOICES, type LogOptions } from './logOptions';
import type { LogSearch, LogViewOptions } from './logView';
import { SearchBox } from './SearchBox';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 1.5),
    padding: theme.spacing(1, 2),
  },
  select: { minWidth: 150 },
  check: { marginRight: 0 },
}));

/** Which log, how it is shown, and what to find in it. */
export function LogToolbar(props: {
  readonly entity: EntityName;
  readonly pod: PodSummary;
  readonly query: LogQuery;
  readonly options: LogOptions;
  readonly onOptions: (options: LogOptions) => void;
  readonly view: LogViewOptions;
  readonly onView: (view: LogViewOptions) => void;
  readonly search: LogSearch;
}) {
  const { pod, options, onOptions, view, onView } = props;
  const classes = useStyles();
  return (
    <div className={classes.bar}>
      <ContainerSelect
        containers={pod.containers}
        value={options.container}
        onChange={name =>
          onOptions({ ...options, container: name, previous: false })
        }
      />
      <SinceSelect options={options} onOptions={onOptions} />
      <RunToggles pod={pod} options={options} onOptions={onOptions} />
      <ViewToggles view={view} onView={onView} />
      <SearchBox search={props.search} />
      <DownloadButton entity={props.entity} query={props.query} />
    </div>
  );
}

function ContainerSelect(props: {
  readonly containers: readonly ContainerSummary[];
  readonly value: string;
  readonly onChange: (name: string) => void;
}) {
  const classes = useStyles();
  const { say } = useMessages();
  return (
    <TextField
      select
      size="small"
      variant="outlined"
      id="pod-health-log-container"
      className={classes.select}
      label={say('logs.container')}
      value={props.value}
      onChange={event => props.onChange(event.target.value)}
    >
      {props.containers.map(({ name, kind }) => (
        <MenuItem key={name} value={name}>
          {`${visibleText(name)} (${say(`containers.kind.${kind}`)})`}
        </MenuItem>
      ))}
    </TextField>
  );
}

function SinceSelect(props: {
  readonly options: LogOptions;
  readonly onOptions: (options: LogOptions) => void;
}) {
  const classes = useStyles();
  const { say, lang } = useMessages();
  return (
    <TextField
      select
      size="small"
      variant="outlined"
      id="pod-health-log-since"
      className={classes.select}
      label={say('logs.since')}
      value={props.options.since}
      onChange={event => {
        const since = SINCE_CHOICES.find(one => one === event.target.value);
        props.onOptions({ ...props.options, since: since ?? 'tail' });
      }}
    >
      {SINCE_CHOICES.map(choice => (
        <MenuItem key={choice} value={choice}>
          {say(`logs.since.${choice}`, {
            count: numberText(LIMITS.logTailLines, lang),
          })}
        </MenuItem>
      ))}
    </TextField>
  );
}

/** Which run of the container is read, and whether its new lines are followed: a previous run has none. */
function RunToggles(props: {
  readonly pod: PodSummary;
  readonly options: LogOptions;
  readonly onOptions: (options: LogOptions) => void;
}) {
  const { pod, options, onOptions } = props;
  const { say } = useMessages();
  const container = pod.containers.find(
    ({ name }) => name === options.container,
  );
  return (
    <>
      <Toggle
        label={say('logs.previous')}
        checked={options.previous}
        disabled={container?.hasPrevious === false}
        onChange={previous => onOptions({ ...options, previous })}
      />
      <Toggle
        label={say('logs.follow')}
        checked={options.follow && !options.previous}
        disabled={options.previous}
        onChange={follow => onOptions({ ...options, follow })}
      />
    </>
  );
}

/** How the lines are drawn. */
function ViewToggles(props: {
  readonly view: LogViewOptions;
  readonly onView: (view: LogViewOptions) => void;
}) {
  const { view, onView } = props;
  const { say } = useMessages();
  return (
    <>
      <Toggle
        label={say('logs.wrap')}
        checked={view.wrap}
        onChange={wrap => onView({ ...view, wrap })}
      />
      <Toggle
        label={say('logs.times')}
        checked={view.times}
        onChange={times => onView({ ...view, times })}
      />
    </>
  );
}

function Toggle(props: {
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  const classes = useStyles();
  return (
    <FormControlLabel
      className={classes.check}
      label={<Typography variant="body2">{props.label}</Typography>}
      control={
        <Checkbox
          size="small"
          color="primary"
          checked={props.checked}
          disabled={props.disabled}
          onChange={event => props.onChange(event.target.checked)}
        />
      }
    />
  );
}
