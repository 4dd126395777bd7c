import { useApi } from '@backstage/frontend-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type {
  HealthReport,
  PodSummary,
  Session,
} from 'backstage-plugin-pod-health-common';
import { useCallback, useMemo, useState } from 'react';
import { podHealthApiRef, type EntityName } from '../api/PodHealthApi';
import { ProblemBanner } from '../common/ProblemBanner';
import { useServerNow } from '../common/steadyClock';
import { useLoaded } from '../common/useLoaded';
import { DebugDialog } from '../debug/DebugDialog';
import { OpenSessions } from '../debug/OpenSessions';
import { useMessages } from '../i18n/useMessages';
import { LogPanel } from '../logs/LogPanel';
import { PodsTable } from '../pods/PodsTable';
import { TimelinePanel } from '../timeline/TimelinePanel';
import { CauseCards } from './CauseCards';
import type { HealthState } from './healthFeed';
import { NotChecked } from './NotChecked';
import { PodActionsProvider, type LogTarget } from './PodActions';
import { RolloutPanel } from './RolloutPanel';
import { StaleBanners } from './StaleBanners';
import { useHealth } from './useHealth';
import { VerdictPanel } from './VerdictPanel';

const useStyles = makeStyles(theme => ({
  page: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2.5),
    paddingBottom: theme.spacing(4),
  },
  loading: { padding: theme.spacing(4, 0), maxWidth: 480 },
}));

/** Why an entity's pods are not healthy, on what evidence, what to do; its logs and debug shells. */
export function HealthPage(props: { readonly entity: EntityName }) {
  const { entity } = props;
  const { lang } = useMessages();
  const health = useHealth(entity, lang);
  if (health.report) {
    return (
      <ReportPage entity={entity} health={health} report={health.report} />
    );
  }
  return <NoReport problem={health.problem} onRetry={health.retry} />;
}

function NoReport(props: {
  readonly problem: HealthState['problem'];
  readonly onRetry: () => void;
}) {
  const classes = useStyles();
  const { say } = useMessages();
  if (props.problem) {
    return <ProblemBanner problem={props.problem} onRetry={props.onRetry} />;
  }
  return (
    <div className={classes.loading} role="status">
      <Typography variant="body1" gutterBottom>
        {say('tab.loading')}
      </Typography>
      <LinearProgress aria-label={say('tab.loading')} />
    </div>
  );
}

/** What is open over the page: a log, or a debug dialog for a new session or one to go on with. */
interface Overlays {
  readonly log?: LogTarget;
  readonly debug?: { readonly pod?: PodSummary; readonly session?: Session };
}

function ReportPage(props: {
  readonly entity: EntityName;
  readonly health: HealthState & {
    readonly retry: () => void;
    readonly showAll?: () => void;
  };
  readonly report: HealthReport;
}) {
  const { entity, health, report } = props;
  const classes = useStyles();
  const [overlays, setOverlays] = useState<Overlays>({});
  const actions = usePageActions(entity, report, setOverlays);
  const closeAll = useCallback(() => setOverlays({}), []);
  return (
    <PodActionsProvider value={actions}>
      <div className={classes.page}>
        <VerdictPanel report={report} connection={health.connection} />
        <StaleBanners health={health} report={report} onRetry={health.retry} />
        <OpenSessions
          entity={entity}
          hidden={overlays.debug !== undefined}
          onResume={session => setOverlays({ debug: { session } })}
        />
        <RolloutPanel rollouts={report.rollouts} />
        <CauseCards causes={report.causes} pods={report.pods} />
        <TimelinePanel report={report} onShowAll={health.showAll} />
        <PodsTable report={report} onShowAll={health.showAll} />
        <NotChecked report={report} />
      </div>
      {overlays.log && (
        <LogPanel entity={entity} target={overlays.log} onClose={closeAll} />
      )}
      {overlays.debug && (
        <DebugDialog entity={entity} {...overlays.debug} onClose={closeAll} />
      )}
    </PodActionsProvider>
  );
}

function usePageActions(
  entity: EntityName,
  report: HealthReport,
  setOverlays: (overlays: Overlays) => void,
) {
  const api = useApi(podHealthApiRef);
  const now = useServerNow(report.asOf);
  const read = useCallback(
    (signal: AbortSignal) => api.getAbilities(entity, signal),
    [api, entity],
  );
  const { value, problem } = useLoaded(read);
  return useMemo(() => {
    const refused = problem && { allowed: false, problem };
    const abilities =
      value ??
      (refused && {
        logs: refused,
        debug: refused,
        target: refused,
        admin: refused,
      });
    return {
      abilities,
      now,
      openLogs: (log: LogTarget) => setOverlays({ log }),
      openDebug: (pod: PodSummary) => setOverlays({ debug: { pod } }),
    };
  }, [value, problem, now, setOverlays]);
}
