import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { CauseCard, PodSummary } from 'backstage-plugin-pod-health-common';
import { useMessages } from '../i18n/useMessages';
import { CauseCardView } from './CauseCardView';

const useStyles = makeStyles(theme => ({
  section: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
  },
  heading: { fontSize: '1.1rem', fontWeight: 600, margin: 0, padding: 0 },
}));

/** The causes: root causes first, then what follows from them. */
export function CauseCards(props: {
  readonly causes: readonly CauseCard[];
  readonly pods: readonly PodSummary[];
}) {
  const { say } = useMessages();
  const roots = props.causes.filter(card => card.root);
  const others = props.causes.filter(card => !card.root);
  return (
    <>
      <Section title={say('causes.title')} cards={roots} pods={props.pods} />
      <Section
        title={say('causes.contributing')}
        cards={others}
        pods={props.pods}
      />
    </>
  );
}

function Section(props: {
  readonly title: string;
  readonly cards: readonly CauseCard[];
  readonly pods: readonly PodSummary[];
}) {
  const classes = useStyles();
  if (props.cards.length === 0) {
    return null;
  }
  return (
    <section className={classes.section} aria-label={props.title}>
      <Typography component="h3" className={classes.heading}>
        {props.title}
      </Typography>
      {props.cards.map(card => (
        <CauseCardView
          key={card.cause}
          card={card}
          pods={props.pods}
          startsOpen={card.root}
        />
      ))}
    </section>
  );
}
