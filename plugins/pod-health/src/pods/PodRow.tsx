import IconButton from '@material-ui/core/IconButton';
import ExpandMore from '@material-ui/icons/ExpandMore';
import ChevronRight from '@material-ui/icons/ChevronRight';
import type { PodSummary } from 'backstage-plugin-pod-health-common';
import { memo, useId } from 'react';
import { ToneIcon } from '../common/ToneIcon';
import { ActionButtons } from '../diagnosis/ActionButtons';
import { usePodActions } from '../diagnosis/PodActions';
import { useMessages } from '../i18n/useMessages';
import { ageOf, timeAgo } from '../text/time';
import { visibleText } from '../text/visibleText';
import { ContainerList } from './ContainerList';
import { usePodsStyles } from './podsStyles';
import { podTone } from './podTone';

/** One pod of the table, and its containers when it is open. */
export const PodRow = memo(
  (props: {
    readonly pod: PodSummary;
    readonly titles: ReadonlyMap<string, string>;
    readonly open: boolean;
    readonly onToggle: (uid: string) => void;
    /** Position in the whole table, when not all of it is drawn. */
    readonly rowIndex?: number;
  }) => {
    const { pod, open, titles } = props;
    const classes = usePodsStyles();
    const detailId = useId();
    return (
      <>
        <div role="row" className={classes.row} aria-rowindex={props.rowIndex}>
          <NameCell
            pod={pod}
            open={open}
            detailId={detailId}
            onToggle={props.onToggle}
          />
          <StateCells pod={pod} />
          <NodeCell node={pod.node} />
          <CausesCell causes={pod.causes} titles={titles} />
          <ActionsCell pod={pod} />
        </div>
        {open && (
          <div role="row" className={classes.detail} id={detailId}>
            <div role="cell" aria-colspan={8}>
              <ContainerList pod={pod} titles={titles} />
            </div>
          </div>
        )}
      </>
    );
  },
);

function NameCell(props: {
  readonly pod: PodSummary;
  readonly open: boolean;
  readonly detailId: string;
  readonly onToggle: (uid: string) => void;
}) {
  const { pod, open, detailId } = props;
  const classes = usePodsStyles();
  const { say } = useMessages();
  const name = visibleText(pod.ref.pod);
  return (
    <div role="cell" className={`${classes.cell} ${classes.name}`}>
      <IconButton
        size="small"
        aria-expanded={open}
        aria-controls={open ? detailId : undefined}
        aria-label={say(open ? 'pods.collapse' : 'pods.expand', { pod: name })}
        onClick={() => props.onToggle(pod.ref.uid)}
      >
        {open ? <ExpandMore /> : <ChevronRight />}
      </IconButton>
      <div>
        <div>{name}</div>
        <div className={classes.small}>
          {say('pods.where', {
            namespace: visibleText(pod.ref.namespace),
            cluster: visibleText(pod.ref.cluster),
          })}
        </div>
      </div>
    </div>
  );
}

function StateCells({ pod }: { readonly pod: PodSummary }) {
  const classes = usePodsStyles();
  const { say, lang } = useMessages();
  const { now } = usePodActions();
  const restartedAt = pod.containers
    .map(container => container.lastRestartAt ?? '')
    .reduce((latest, at) => (at > latest ? at : latest), '');
  return (
    <>
      <div role="cell" className={`${classes.cell} ${classes.state}`}>
        <span className={classes.pill}>
          <ToneIcon tone={podTone(pod)} size="small" />
          {say(`state.${pod.state}`)}
        </span>
      </div>
      <div role="cell" className={`${classes.cell} ${classes.ready}`}>
        {say('pods.readyOf', { ready: pod.ready, total: pod.total })}
      </div>
      <div role="cell" className={`${classes.cell} ${classes.restarts}`}>
        {pod.restarts}
        {restartedAt && (
          <div className={classes.small}>
            {say('pods.lastRestart', { ago: timeAgo(restartedAt, now, lang) })}
          </div>
        )}
      </div>
      <div
        role="cell"
        className={`${classes.cell} ${classes.age} ${classes.nowrap}`}
      >
        {ageOf(pod.createdAt, now, lang)}
      </div>
    </>
  );
}

function NodeCell({ node }: { readonly node: PodSummary['node'] }) {
  const classes = usePodsStyles();
  const { say } = useMessages();
  return (
    <div role="cell" className={`${classes.cell} ${classes.node}`}>
      {node ? (
        visibleText(node)
      ) : (
        <span className={classes.muted}>{say('pods.noNode')}</span>
      )}
    </div>
  );
}

function CausesCell(props: {
  readonly causes: PodSummary['causes'];
  readonly titles: ReadonlyMap<string, string>;
}) {
  const { causes, titles } = props;
  const classes = usePodsStyles();
  const { say } = useMessages();
  return (
    <div role="cell" className={`${classes.cell} ${classes.causes}`}>
      {causes.length > 0 ? (
        causes
          .map(cause => visibleText(titles.get(cause) ?? cause))
          .join(say('timeline.semicolon'))
      ) : (
        <span className={classes.muted}>{say('pods.noCauses')}</span>
      )}
    </div>
  );
}

function ActionsCell({ pod }: { readonly pod: PodSummary }) {
  const classes = usePodsStyles();
  return (
    <div role="cell" className={`${classes.cell} ${classes.actions}`}>
      <ActionButtons pod={pod} actions={['logs', 'debug']} variant="text" />
    </div>
  );
}
