import Link from '@material-ui/core/Link';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { ApiStep, PodSummary } from 'backstage-plugin-pod-health-common';
import { useId } from 'react';
import { CopyButton } from '../common/CopyButton';
import { useMessages } from '../i18n/useMessages';
import { visibleText } from '../text/visibleText';
import { ActionButton, type PodAction } from './ActionButtons';
import { safeLink } from './safeLink';

const useStyles = makeStyles(theme => ({
  heading: {
    fontWeight: 600,
    fontSize: '0.95rem',
    margin: 0,
    padding: 0,
    marginBottom: theme.spacing(0.75),
  },
  list: { margin: 0, paddingLeft: theme.spacing(2.75) },
  step: {
    marginBottom: theme.spacing(1),
    paddingLeft: theme.spacing(0.5),
    overflowWrap: 'anywhere',
    '&::marker': { fontWeight: 600, color: theme.palette.text.secondary },
  },
  command: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(0.5),
    marginTop: theme.spacing(0.5),
    padding: theme.spacing(0.5, 0.5, 0.5, 1),
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.type === 'dark' ? '#1a1d21' : '#f3f5f7',
  },
  code: {
    flex: 1,
    minWidth: 0,
    padding: theme.spacing(0.5, 0),
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    fontSize: '0.8125rem',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  inline: { display: 'block', marginTop: theme.spacing(0.5) },
}));

/** What to do, step by step. */
export function Steps(props: {
  readonly steps: readonly ApiStep[];
  readonly pod?: PodSummary;
  readonly container?: string;
}) {
  const classes = useStyles();
  const { say } = useMessages();
  const headingId = useId();
  if (props.steps.length === 0) {
    return null;
  }
  return (
    <div>
      <Typography component="h5" id={headingId} className={classes.heading}>
        {say('cause.steps')}
      </Typography>
      <ol className={classes.list} aria-labelledby={headingId}>
        {props.steps.map(step => (
          <Typography
            component="li"
            variant="body2"
            className={classes.step}
            key={step.text}
          >
            {visibleText(step.text)}
            <StepExtras
              step={step}
              pod={props.pod}
              container={props.container}
            />
          </Typography>
        ))}
      </ol>
    </div>
  );
}

function StepExtras(props: {
  readonly step: ApiStep;
  readonly pod?: PodSummary;
  readonly container?: string;
}) {
  const { step, pod, container } = props;
  const classes = useStyles();
  const { say } = useMessages();
  const link = safeLink(step.link);
  return (
    <>
      {step.command && (
        <div className={classes.command}>
          <code className={classes.code}>{visibleText(step.command)}</code>
          <CopyButton text={step.command} />
        </div>
      )}
      {pod && isPodAction(step.action) && (
        <span className={classes.inline}>
          <ActionButton pod={pod} container={container} action={step.action} />
        </span>
      )}
      {link && (
        <Link
          className={classes.inline}
          href={link}
          target="_blank"
          rel="noopener noreferrer"
        >
          {say('step.readMore')}
        </Link>
      )}
    </>
  );
}

function isPodAction(action: ApiStep['action']): action is PodAction {
  return action === 'logs' || action === 'previous-logs' || action === 'debug';
}
