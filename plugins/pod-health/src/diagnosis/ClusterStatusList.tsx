import { makeStyles, useTheme } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { ClusterStatus } from 'backstage-plugin-pod-health-common';
import { toneColour } from '../common/tones';
import type { MessageKey } from '../i18n/message';
import { useMessages } from '../i18n/useMessages';
import { clockTime } from '../text/time';
import { visibleText } from '../text/visibleText';
import type { HealthState } from './healthFeed';
import type { Tone } from './verdict';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  item: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
  },
  dot: { width: 8, height: 8, borderRadius: '50%', flex: 'none' },
}));

/** How fresh each cluster's part of the answer is. */
export function ClusterStatusList(props: {
  readonly clusters: readonly ClusterStatus[];
  readonly connection: HealthState['connection'];
}) {
  const classes = useStyles();
  const theme = useTheme();
  const { say, lang } = useMessages();
  return (
    <ul className={classes.list} aria-label={say('cluster.list')}>
      {props.clusters.map(cluster => {
        const { key, tone } = freshness(cluster, props.connection);
        return (
          <Typography
            component="li"
            variant="body2"
            className={classes.item}
            key={cluster.name}
          >
            <span
              aria-hidden
              className={classes.dot}
              style={{ backgroundColor: toneColour(theme, tone) }}
            />
            {say('cluster.stands', {
              name: visibleText(cluster.name),
              state: say(key),
              time: clockTime(cluster.asOf, lang),
            })}
          </Typography>
        );
      })}
    </ul>
  );
}

const TONES: Readonly<Record<ClusterStatus['status'], Tone>> = {
  loading: 'unknown',
  live: 'good',
  polled: 'good',
  stale: 'warning',
  error: 'bad',
};

/** The page's own connection comes first: nothing is live that does not arrive. */
function freshness(
  cluster: ClusterStatus,
  connection: HealthState['connection'],
): { readonly key: MessageKey; readonly tone: Tone } {
  if (connection === 'reconnecting' || connection === 'connecting') {
    return { key: 'cluster.reconnecting', tone: 'warning' };
  }
  if (connection === 'stopped') {
    return { key: 'cluster.stopped', tone: 'bad' };
  }
  return { key: `cluster.${cluster.status}`, tone: TONES[cluster.status] };
}
