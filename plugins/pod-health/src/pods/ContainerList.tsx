import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type {
  ContainerSummary,
  PodSummary,
} from 'backstage-plugin-pod-health-common';
import { ActionButtons } from '../diagnosis/ActionButtons';
import type { Say } from '../i18n/message';
import { useMessages } from '../i18n/useMessages';
import { visibleText } from '../text/visibleText';

const useStyles = makeStyles(theme => ({
  list: { margin: 0, padding: 0, listStyle: 'none' },
  item: {
    display: 'grid',
    gridTemplateColumns:
      'minmax(140px, 2fr) minmax(150px, 3fr) minmax(180px, 4fr) auto',
    gap: theme.spacing(0.5, 2),
    alignItems: 'center',
    padding: theme.spacing(0.75, 0),
    fontSize: '0.875rem',
    overflowWrap: 'anywhere',
    [theme.breakpoints.down('sm')]: {
      gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    },
  },
  muted: { color: theme.palette.text.secondary, fontSize: '0.8125rem' },
  image: {
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    fontSize: '0.8125rem',
    color: theme.palette.text.secondary,
  },
  about: { marginBottom: theme.spacing(0.5) },
}));

/** The containers of a pod, in the order in which they run, and what the narrow table leaves out. */
export function ContainerList(props: {
  readonly pod: PodSummary;
  readonly titles: ReadonlyMap<string, string>;
}) {
  const { pod, titles } = props;
  const classes = useStyles();
  const { say } = useMessages();
  return (
    <>
      <Typography
        variant="body2"
        className={`${classes.about} ${classes.muted}`}
      >
        {[
          pod.owner,
          `${say('pods.node')}: ${pod.node ?? say('pods.noNode')}`,
          ...pod.causes.map(cause => titles.get(cause) ?? cause),
        ]
          .filter(text => text !== undefined)
          .map(visibleText)
          .join(' · ')}
      </Typography>
      <ul className={classes.list} aria-label={say('containers.title')}>
        {pod.containers.map(container => (
          <ContainerItem
            key={`${container.kind} ${container.name}`}
            pod={pod}
            container={container}
          />
        ))}
      </ul>
    </>
  );
}

function ContainerItem(props: {
  readonly pod: PodSummary;
  readonly container: ContainerSummary;
}) {
  const { pod, container } = props;
  const classes = useStyles();
  const { say } = useMessages();
  return (
    <li className={classes.item}>
      <span>
        <strong>{visibleText(container.name)}</strong>{' '}
        <span className={classes.muted}>
          {say(`containers.kind.${container.kind}`)}
        </span>
      </span>
      <span>{stateText(container, say)}</span>
      <span className={classes.image}>
        {visibleText(container.image ?? '')}
      </span>
      <ActionButtons
        pod={pod}
        container={container.name}
        actions={['logs', 'previous-logs']}
        variant="text"
      />
    </li>
  );
}

/** "Waiting (CrashLoopBackOff), 7 restarts". */
function stateText(container: ContainerSummary, say: Say): string {
  const details = [
    container.reason && visibleText(container.reason),
    container.exitCode !== undefined &&
      say('containers.exit', { code: container.exitCode }),
    container.state === 'running' &&
      !container.ready &&
      say('containers.notReady'),
  ].filter(detail => typeof detail === 'string' && detail !== '');
  const state = say(`containers.${container.state}`);
  const known = details.length > 0 ? `${state} (${details.join(', ')})` : state;
  return container.restarts > 0
    ? `${known} · ${say('containers.restarts')}: ${container.restarts}`
    : known;
}
