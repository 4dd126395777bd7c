import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { CauseCard, PodSummary } from 'backstage-plugin-pod-health-common';
import { useId } from 'react';
import { Hidden } from '../common/Hidden';
import { ToneIcon } from '../common/ToneIcon';
import { useMessages } from '../i18n/useMessages';
import { visibleText } from '../text/visibleText';
import { ActionButtons } from './ActionButtons';
import { Evidence } from './Evidence';
import { Steps } from './Steps';
import type { Tone } from './verdict';

const TONE_OF: Readonly<Record<CauseCard['severity'], Tone>> = {
  critical: 'bad',
  warning: 'warning',
  info: 'unknown',
};

const useStyles = makeStyles(theme => ({
  card: { padding: theme.spacing(2, 2.5, 2.5) },
  head: { display: 'flex', alignItems: 'flex-start', gap: theme.spacing(1.5) },
  title: {
    flex: 1,
    minWidth: 0,
    fontSize: '1.1rem',
    fontWeight: 600,
    lineHeight: 1.4,
    margin: 0,
    padding: 0,
    overflowWrap: 'anywhere',
  },
  count: { color: theme.palette.text.secondary, whiteSpace: 'nowrap' },
  body: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 11fr) minmax(0, 9fr)',
    gap: theme.spacing(2, 4),
    marginTop: theme.spacing(1.5),
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  column: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    minWidth: 0,
  },
  text: { overflowWrap: 'anywhere', maxWidth: '72ch' },
}));

/** One cause: what and why, what to do, the evidence, and what the portal itself can do about it. */
export function CauseCardView(props: {
  readonly card: CauseCard;
  readonly pods: readonly PodSummary[];
}) {
  const { card } = props;
  const classes = useStyles();
  const titleId = useId();
  const example = card.examples[0];
  const pod = props.pods.find(
    candidate => candidate.ref.uid === example?.pod.uid,
  );
  return (
    <Paper
      variant="outlined"
      component="article"
      className={classes.card}
      aria-labelledby={titleId}
    >
      <CardHead card={card} titleId={titleId} />
      <div className={classes.body}>
        <div className={classes.column}>
          <div>
            <Typography className={classes.text} paragraph>
              {visibleText(card.what)}
            </Typography>
            <Typography className={classes.text}>
              {visibleText(card.why)}
            </Typography>
          </div>
          <Steps steps={card.steps} pod={pod} container={example?.container} />
        </div>
        <div className={classes.column}>
          <Evidence examples={card.examples} />
          {pod && (
            <ActionButtons
              pod={pod}
              container={example?.container}
              actions={['logs', 'previous-logs', 'debug']}
            />
          )}
        </div>
      </div>
    </Paper>
  );
}

function CardHead(props: {
  readonly card: CauseCard;
  readonly titleId: string;
}) {
  const classes = useStyles();
  const { say } = useMessages();
  const { card, titleId } = props;
  return (
    <div className={classes.head}>
      <ToneIcon tone={TONE_OF[card.severity]} />
      <Typography component="h4" id={titleId} className={classes.title}>
        <Hidden>{`${say(`severity.${card.severity}`)}: `}</Hidden>
        {visibleText(card.title)}
      </Typography>
      {card.podCount > 0 && (
        <Typography variant="body2" className={classes.count}>
          {say('cause.pods', { count: card.podCount })}
        </Typography>
      )}
    </div>
  );
}
