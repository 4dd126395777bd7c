import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { CauseCard, PodSummary } from 'backstage-plugin-pod-health-common';
import { useId, useState } from 'react';
import { Hidden } from '../common/Hidden';
import { ToneIcon } from '../common/ToneIcon';
import { useMessages } from '../i18n/useMessages';
import { visibleText } from '../text/visibleText';
import { ActionButtons } from './ActionButtons';
import { CardSubject } from './CardSubject';
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
  summary: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    gap: theme.spacing(0.5, 2),
    marginTop: theme.spacing(0.5),
  },
  plain: { textTransform: 'none' },
  text: { overflowWrap: 'anywhere', maxWidth: '72ch' },
}));

/**
 * One cause: what and why, what to do, the evidence, and what the portal itself can do about it. Closed it shows what happened only.
 */
export function CauseCardView(props: {
  readonly card: CauseCard;
  readonly pods: readonly PodSummary[];
  readonly startsOpen: boolean;
}) {
  const { card, startsOpen } = props;
  const classes = useStyles();
  const { say } = useMessages();
  const titleId = useId();
  const [open, setOpen] = useState(startsOpen);
  return (
    <Paper
      variant="outlined"
      component="article"
      className={classes.card}
      aria-labelledby={titleId}
    >
      <CardHead card={card} titleId={titleId} />
      {!startsOpen && (
        <div className={classes.summary}>
          {!open && (
            <Typography variant="body2" className={classes.text}>
              {visibleText(card.what)}
            </Typography>
          )}
          <Button
            size="small"
            className={classes.plain}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {say(open ? 'cause.close' : 'cause.open')}
          </Button>
        </div>
      )}
      {open && <CardBody card={card} pods={props.pods} />}
    </Paper>
  );
}

function CardBody(props: {
  readonly card: CauseCard;
  readonly pods: readonly PodSummary[];
}) {
  const { card } = props;
  const classes = useStyles();
  const example = card.examples[0];
  const pod = props.pods.find(
    candidate => candidate.ref.uid === example?.pod?.uid,
  );
  return (
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
      <CardSubject card={card} />
    </div>
  );
}
