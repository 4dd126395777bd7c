import { makeStyles } from '@material-ui/core/styles';
import BugReportOutlined from '@material-ui/icons/BugReportOutlined';
import HistoryOutlined from '@material-ui/icons/HistoryOutlined';
import SubjectOutlined from '@material-ui/icons/SubjectOutlined';
import type {
  ContainerSummary,
  PodSummary,
} from 'backstage-plugin-pod-health-common';
import { GuardedButton } from '../common/GuardedButton';
import { refusalOf } from '../debug/checklist';
import { useMessages } from '../i18n/useMessages';
import { visibleText } from '../text/visibleText';
import { usePodActions } from './PodActions';

/** One thing to do with a pod. */
export type PodAction = 'logs' | 'previous-logs' | 'debug';

const ICONS = {
  logs: <SubjectOutlined />,
  'previous-logs': <HistoryOutlined />,
  debug: <BugReportOutlined />,
};

const useStyles = makeStyles(theme => ({
  row: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

/** Logs, previous logs and debug of one pod; what is not allowed says why. */
export function ActionButtons(props: {
  readonly pod: PodSummary;
  readonly container?: string;
  readonly actions: readonly PodAction[];
  readonly variant?: 'outlined' | 'text';
}) {
  const classes = useStyles();
  return (
    <div className={classes.row}>
      {props.actions.map(action => (
        <ActionButton key={action} {...props} action={action} />
      ))}
    </div>
  );
}

/** One of {@link ActionButtons}. */
export function ActionButton(props: {
  readonly pod: PodSummary;
  readonly container?: string;
  readonly action: PodAction;
  readonly variant?: 'outlined' | 'text';
}) {
  const { pod, container, action } = props;
  const { say } = useMessages();
  const { openLogs, openDebug } = usePodActions();
  const refusal = useRefusal(pod, container, action);
  const open = () =>
    action === 'debug'
      ? openDebug(pod)
      : openLogs({ pod, container, previous: action === 'previous-logs' });
  const name = visibleText(pod.ref.pod);
  const where = container ? `${name}, ${visibleText(container)}` : name;
  return (
    <GuardedButton
      size="small"
      variant={props.variant ?? 'outlined'}
      startIcon={props.variant === 'text' ? undefined : ICONS[action]}
      refusal={refusal}
      label={`${say(`action.${action}`)}: ${where}`}
      onClick={open}
    >
      {say(`action.${action}`)}
    </GuardedButton>
  );
}

function useRefusal(
  pod: PodSummary,
  container: string | undefined,
  action: PodAction,
): string | undefined {
  const { say } = useMessages();
  const { abilities } = usePodActions();
  const refusal = refusalOf(
    abilities?.[action === 'debug' ? 'debug' : 'logs'],
    say,
  );
  if (refusal !== undefined || action === 'debug') {
    return refusal;
  }
  const name = container ?? pod.defaultContainer;
  const found = pod.containers.find(candidate => candidate.name === name);
  if (found && hasNeverRun(found)) {
    return say('action.notStarted');
  }
  return action === 'previous-logs' && found?.hasPrevious === false
    ? say('action.noPrevious')
    : undefined;
}

/** Whether a container cannot have written anything: it waits, or nobody has said anything of it, and nothing ran before. */
function hasNeverRun({
  state,
  restarts,
  hasPrevious,
}: ContainerSummary): boolean {
  const idle = state === 'waiting' || state === 'unknown';
  return idle && restarts === 0 && !hasPrevious;
}
