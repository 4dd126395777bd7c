import Button from '@material-ui/core/Button';
import CircularProgress from '@material-ui/core/CircularProgress';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { Session } from 'backstage-plugin-pod-health-common';
import { Banner } from '../common/Banner';
import { ProblemBanner } from '../common/ProblemBanner';
import { ToneIcon } from '../common/ToneIcon';
import { useMessages } from '../i18n/useMessages';
import { visibleText } from '../text/visibleText';
import { START_STEPS, startedSteps, type DebugFlow } from './debugFlow';

const useStyles = makeStyles(theme => ({
  content: {
    minHeight: 200,
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
  },
  list: { listStyle: 'none', margin: theme.spacing(1, 0), padding: 0 },
  step: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    padding: theme.spacing(0.75, 0),
    minHeight: 40,
  },
  sign: { width: 24, display: 'inline-flex', justifyContent: 'center' },
  later: { color: theme.palette.text.secondary },
}));

/** The start, step by step, with the cluster's own words while it waits; or why it failed. */
export function StartingStep(props: {
  readonly flow: Extract<DebugFlow, { phase: 'starting' | 'failed' }>;
  /** Back to the checklist; absent when there is none. */
  readonly onBack?: () => void;
  readonly onCancel: () => void;
  readonly onClose: () => void;
}) {
  const { flow } = props;
  const classes = useStyles();
  const { say } = useMessages();
  const failed = flow.phase === 'failed';
  return (
    <>
      <DialogContent className={classes.content}>
        {failed ? (
          <ProblemBanner
            problem={flow.problem}
            title={say('debug.failed')}
            onRetry={props.onBack}
            retryLabel={say('debug.tryAgain')}
          />
        ) : (
          <StartSteps session={flow.session} />
        )}
        <WaitingWords session={flow.session} />
      </DialogContent>
      <DialogActions>
        <Button onClick={failed ? props.onClose : props.onCancel}>
          {say(failed ? 'debug.close' : 'debug.cancel')}
        </Button>
      </DialogActions>
    </>
  );
}

function StartSteps({ session }: { readonly session?: Session }) {
  const classes = useStyles();
  const { say } = useMessages();
  const at = startedSteps(session);
  return (
    <div role="status">
      <Typography>{say('debug.starting')}</Typography>
      <ol className={classes.list}>
        {START_STEPS.map((step, index) => (
          <li
            key={step}
            className={`${classes.step} ${index > at ? classes.later : ''}`}
            aria-current={index === at ? 'step' : undefined}
          >
            <span className={classes.sign}>
              {index < at && <ToneIcon tone="good" size="small" />}
              {index === at && <CircularProgress size={18} aria-hidden />}
            </span>
            {say(`step.${step}`)}
          </li>
        ))}
      </ol>
    </div>
  );
}

function WaitingWords({ session }: { readonly session?: Session }) {
  const { say } = useMessages();
  const { reason, message } = session?.waiting ?? {};
  const text = [reason, message].filter(Boolean).join(': ');
  return text === '' ? null : (
    <Banner tone="warning" role="status">
      {say('debug.waiting', { reason: visibleText(text) })}
    </Banner>
  );
}
