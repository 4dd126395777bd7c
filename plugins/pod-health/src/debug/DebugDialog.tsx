import Dialog from '@material-ui/core/Dialog';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import type { PodSummary, Session } from 'backstage-plugin-pod-health-common';
import { useId, useState } from 'react';
import type { EntityName } from '../api/PodHealthApi';
import { useMessages } from '../i18n/useMessages';
import { TerminalPanel } from '../terminal/TerminalPanel';
import { visibleText } from '../text/visibleText';
import { ChecklistStep } from './ChecklistStep';
import { CloseQuestion } from './CloseQuestion';
import { StartingStep } from './StartingStep';
import { useDebugFlow } from './useDebugFlow';

const useStyles = makeStyles(theme => ({
  title: { overflowWrap: 'anywhere', paddingBottom: theme.spacing(1) },
}));

/** From the checklist to the shell and its end. Give it a pod for a new session, or a session to go on with. */
export function DebugDialog(props: {
  readonly entity: EntityName;
  readonly pod?: PodSummary;
  readonly session?: Session;
  readonly onClose: () => void;
}) {
  const { entity, pod, onClose } = props;
  const classes = useStyles();
  const { say } = useMessages();
  const titleId = useId();
  const { flow, start, end, back } = useDebugFlow(entity, props.session);
  const [live, setLive] = useState(false);
  const [asking, setAsking] = useState(false);
  const name = visibleText((pod?.ref ?? props.session?.pod)?.pod ?? '');
  const running = flow.phase === 'terminal' && live;
  const close = () => (running ? setAsking(true) : onClose());
  return (
    <Dialog
      open
      fullWidth
      maxWidth={flow.phase === 'terminal' ? 'lg' : 'md'}
      aria-labelledby={titleId}
      // Escape belongs to the programs in the shell.
      disableEscapeKeyDown={flow.phase === 'terminal'}
      onClose={(_, why) => (why === 'backdropClick' ? undefined : close())}
    >
      <DialogTitle id={titleId} className={classes.title}>
        {say('debug.title', { pod: name })}
      </DialogTitle>
      {flow.phase === 'checklist' && pod && (
        <ChecklistStep
          entity={entity}
          pod={pod}
          onStart={start}
          onClose={onClose}
        />
      )}
      {(flow.phase === 'starting' || flow.phase === 'failed') && (
        <StartingStep
          flow={flow}
          onBack={pod && back}
          onCancel={() => end().then(onClose)}
          onClose={onClose}
        />
      )}
      {flow.phase === 'terminal' && (
        <TerminalPanel
          key={flow.session.id}
          session={flow.session}
          onLive={setLive}
          onAgain={pod && back}
          onClose={close}
        />
      )}
      {asking && (
        <CloseQuestion
          onNo={() => setAsking(false)}
          onYes={() => end().then(onClose)}
        />
      )}
    </Dialog>
  );
}
