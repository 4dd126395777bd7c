import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { Session } from 'backstage-plugin-pod-health-common';
import { lazy, Suspense, useEffect, useRef, type RefObject } from 'react';
import { useMessages } from '../i18n/useMessages';
import { visibleText } from '../text/visibleText';
import { Countdown } from './Countdown';
import { PasteQuestion } from './PasteQuestion';
import { TerminalBanners } from './TerminalBanners';
import { useTerminal } from './useTerminal';

const XtermView = lazy(() => import('./XtermView'));

type Shell = ReturnType<typeof useTerminal>;

const useStyles = makeStyles(theme => ({
  content: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
  },
  screen: {
    height: 'min(52vh, 520px)',
    minHeight: 220,
    backgroundColor: '#101418',
    borderRadius: theme.shape.borderRadius,
    padding: theme.spacing(1),
    overflow: 'hidden',
  },
  loading: { color: '#d0d7de' },
  hint: { flex: 1, color: theme.palette.text.secondary },
  actions: {
    gap: theme.spacing(1),
    flexWrap: 'wrap',
    padding: theme.spacing(1, 3, 2),
  },
}));

interface TerminalPanelProps {
  readonly session: Session;
  /** Told whether there is a shell that closing the dialog would end. */
  readonly onLive: (live: boolean) => void;
  readonly onAgain?: () => void;
  readonly onClose: () => void;
}

/** The shell: its screen, the time it has left, and how it ended. What is on the screen stays until the reader closes it. */
export function TerminalPanel(props: TerminalPanelProps) {
  const { session, onLive, onClose } = props;
  const classes = useStyles();
  const terminal = useTerminal(session);
  const { state } = terminal;
  const endButton = useRef<HTMLButtonElement>(null);
  useTellLive(state.phase !== 'ended', onLive);
  return (
    <>
      <DialogContent className={classes.content}>
        <TerminalBanners
          state={state}
          onTakeOver={terminal.takeOver}
          onConnect={terminal.connect}
          onAgain={props.onAgain}
        />
        <ShellScreen
          pod={session.pod.pod}
          terminal={terminal}
          onLeave={() => endButton.current?.focus()}
        />
      </DialogContent>
      <ShellActions
        terminal={terminal}
        endButton={endButton}
        onClose={onClose}
      />
      {terminal.asked && (
        <PasteQuestion
          paste={terminal.asked}
          onYes={() => terminal.answerPaste(true)}
          onNo={() => terminal.answerPaste(false)}
        />
      )}
    </>
  );
}

function useTellLive(live: boolean, onLive: (live: boolean) => void) {
  useEffect(() => {
    onLive(live);
    return () => onLive(false);
  }, [live, onLive]);
}

/** The screen, and what is said while its code is loaded. */
function ShellScreen(props: {
  readonly pod: string;
  readonly terminal: Shell;
  readonly onLeave: () => void;
}) {
  const { terminal } = props;
  const classes = useStyles();
  const { say } = useMessages();
  return (
    <div className={classes.screen}>
      <Suspense
        fallback={
          <Typography className={classes.loading}>
            {say('terminal.loading')}
          </Typography>
        }
      >
        <XtermView
          label={say('terminal.label', { pod: visibleText(props.pod) })}
          onScreen={terminal.onScreen}
          onInput={terminal.input}
          onResize={terminal.resize}
          onPaste={terminal.paste}
          onLeave={props.onLeave}
        />
      </Suspense>
    </div>
  );
}

/** How to leave the screen, the time left, and the buttons that end and close. */
function ShellActions(props: {
  readonly terminal: Shell;
  readonly endButton: RefObject<HTMLButtonElement>;
  readonly onClose: () => void;
}) {
  const { state, ending, end } = props.terminal;
  const classes = useStyles();
  const { say } = useMessages();
  const live = state.phase !== 'ended';
  return (
    <DialogActions className={classes.actions}>
      <Typography variant="caption" className={classes.hint}>
        {say(live ? 'terminal.leave' : 'terminal.kept')}
      </Typography>
      {state.phase === 'attached' && state.deadlines && (
        <Countdown deadlines={state.deadlines} />
      )}
      {live && (
        <Button
          ref={props.endButton}
          variant="outlined"
          aria-disabled={ending}
          onClick={end}
        >
          {say(ending ? 'terminal.ending' : 'terminal.end')}
        </Button>
      )}
      <Button onClick={props.onClose}>{say('debug.close')}</Button>
    </DialogActions>
  );
}
