import type { HealthReport } from 'backstage-plugin-pod-health-common';
import { ProblemBanner } from '../common/ProblemBanner';
import { useMessages } from '../i18n/useMessages';
import { clockTime } from '../text/time';
import { visibleText } from '../text/visibleText';
import type { HealthState } from './healthFeed';

/** What is wrong with the page's own connection, or with one of the clusters, while the last report stays on the page. */
export function StaleBanners(props: {
  readonly health: HealthState;
  readonly report: HealthReport;
  readonly onRetry: () => void;
}) {
  const { health, report } = props;
  const { say, lang } = useMessages();
  return (
    <>
      {health.problem && (
        <ProblemBanner
          problem={health.problem}
          tone={health.connection === 'stopped' ? 'bad' : 'warning'}
          onRetry={props.onRetry}
        >
          {say('health.stale', { time: clockTime(report.asOf, lang) })}
        </ProblemBanner>
      )}
      {report.clusters.map(
        ({ name, problem, status, asOf }) =>
          problem && (
            <ProblemBanner
              key={name}
              title={`${visibleText(name)}: ${say(`cluster.${status}`)}`}
              problem={{
                ...problem,
                details: { cluster: name, ...problem.details },
              }}
              tone={status === 'error' ? 'bad' : 'warning'}
            >
              {status === 'stale' &&
                say('health.stale', { time: clockTime(asOf, lang) })}
            </ProblemBanner>
          ),
      )}
    </>
  );
}
