import Dialog from '@material-ui/core/Dialog';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import type {
  PodSummary,
  Session,
  SessionRequest,
} from 'backstage-plugin-pod-health-common';
import { useId, useState } from 'react';
import type { EntityName } from '../api/PodHealthApi';
import { useMessages } from '../i18n/useMessages';
import { TerminalPanel } from '../terminal/TerminalPanel';
import { visibleText } from '../text/visibleText';
import { ChecklistStep } from './ChecklistStep';
import { CloseQuestion } from './CloseQuestion';
import type { DebugFlow } from './debugFlow';
import { StartingStep } from './StartingStep';
import { useDebugFlow } from './useDebugFlow';

const useStyles = makeStyles(theme => ({
  title: { overflowWrap: 'anywhere', paddingBottom: theme.spacing(1) },
}));

interface DebugDialogProps {
  readonly entity: EntityName;
  readonly pod?: PodSummary;
  readonly session?: Session;
  readonly onClose: () => void;
}

/** From the checklist to the shell and its end. Give it a pod for a new session, or a session to go on with. */
export function DebugDialog(props: DebugDialogProps) {
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
  const leave = () => end().then(onClose);
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
      <DebugStep
        entity={entity}
        pod={pod}
        flow={flow}
        onStart={start}
        onBack={pod && back}
        onLive={setLive}
        onCancel={leave}
        onClose={close}
      />
      {asking && <CloseQuestion onNo={() => setAsking(false)} onYes={leave} />}
    </Dialog>
  );
}

interface DebugStepProps {
  readonly entity: EntityName;
  readonly pod?: PodSummary;
  readonly flow: DebugFlow;
  readonly onStart: (request: SessionRequest) => void;
  /** Back to the checklist; absent when there is none. */
  readonly onBack?: () => void;
  readonly onLive: (live: boolean) => void;
  /** Ends what was started, then closes. */
  readonly onCancel: () => void;
  readonly onClose: () => void;
}

/** The step the dialog stands at. */
function DebugStep(props: DebugStepProps) {
  const { entity, pod, flow, onBack, onClose } = props;
  switch (flow.phase) {
    case 'checklist':
      return pod ? (
        <ChecklistStep
          entity={entity}
          pod={pod}
          onClose={onClose}
          onStart={props.onStart}
        />
      ) : null;
    case 'terminal':
      return (
        <TerminalPanel
          key={flow.session.id}
          session={flow.session}
          onLive={props.onLive}
          onAgain={onBack}
          onClose={onClose}
        />
      );
    default:
      return (
        <StartingStep
          flow={flow}
          onBack={onBack}
          onClose={onClose}
          onCancel={props.onCancel}
        />
      );
  }
}
