import { useApi } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import { makeStyles } from '@material-ui/core/styles';
import type {
  PodSummary,
  SessionRequest,
} from 'backstage-plugin-pod-health-common';
import { useCallback, useState } from 'react';
import { podHealthApiRef, type EntityName } from '../api/PodHealthApi';
import { GuardedButton } from '../common/GuardedButton';
import { useLoaded } from '../common/useLoaded';
import { words } from '../i18n/message';
import { useMessages } from '../i18n/useMessages';
import { AboutDebug } from './AboutDebug';
import { startObstacle } from './checklist';
import { Checklist } from './ChecklistView';
import { ReasonField } from './ReasonField';
import { TargetSelect } from './TargetSelect';

const useStyles = makeStyles(theme => ({
  content: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2.5),
  },
}));

/** Whether it will work, what will happen, and why it is needed. */
export function ChecklistStep(props: {
  readonly entity: EntityName;
  readonly pod: PodSummary;
  readonly onStart: (request: SessionRequest) => void;
  readonly onClose: () => void;
}) {
  const { entity, pod } = props;
  const classes = useStyles();
  const [target, setTarget] = useState('');
  const [reason, setReason] = useState('');
  const preflight = usePreflight(entity, pod, target);
  const obstacle = startObstacle(
    preflight.loading ? undefined : preflight.value,
    reason,
  );
  const start = () =>
    props.onStart({
      pod: pod.ref,
      reason: reason.trim(),
      ...(target !== '' && { target }),
    });
  return (
    <>
      <DialogContent className={classes.content}>
        <Checklist preflight={preflight} />
        <AboutDebug preflight={preflight.value} />
        <TargetSelect pod={pod} value={target} onChange={setTarget} />
        <ReasonField value={reason} onChange={setReason} />
      </DialogContent>
      <StartActions
        obstacle={obstacle}
        onStart={start}
        onClose={props.onClose}
      />
    </>
  );
}

function StartActions(props: {
  /** Why it cannot start yet; absent when it can. */
  readonly obstacle: ReturnType<typeof startObstacle>;
  readonly onStart: () => void;
  readonly onClose: () => void;
}) {
  const { obstacle } = props;
  const { say } = useMessages();
  return (
    <DialogActions>
      <Button onClick={props.onClose}>{say('debug.cancel')}</Button>
      <GuardedButton
        variant="contained"
        color="primary"
        refusal={obstacle && words(obstacle, say)}
        onClick={props.onStart}
      >
        {say('debug.start')}
      </GuardedButton>
    </DialogActions>
  );
}

function usePreflight(entity: EntityName, pod: PodSummary, target: string) {
  const api = useApi(podHealthApiRef);
  const { cluster, namespace, pod: name, uid } = pod.ref;
  const read = useCallback(
    (signal: AbortSignal) =>
      api.preflight(
        entity,
        {
          pod: { cluster, namespace, pod: name, uid },
          ...(target !== '' && { target }),
        },
        signal,
      ),
    [api, entity, cluster, namespace, name, uid, target],
  );
  return useLoaded(read);
}
