import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { CauseCard } from 'backstage-plugin-pod-health-common';
import { useMessages } from '../i18n/useMessages';
import { exampleName } from './exampleName';

const useStyles = makeStyles(theme => ({
  count: { color: theme.palette.text.secondary, whiteSpace: 'nowrap' },
  subject: {
    color: theme.palette.text.secondary,
    maxWidth: '45%',
    overflowWrap: 'anywhere',
    textAlign: 'end',
  },
}));

/** Whom a cause speaks of: how many pods, or the workload or service by its name. */
export function CardSubject(props: { readonly card: CauseCard }) {
  const { card } = props;
  const classes = useStyles();
  const { say } = useMessages();
  const [first] = card.examples;
  const isNamed = first !== undefined && first.pod === undefined;
  return (
    <Typography
      variant="body2"
      className={isNamed ? classes.subject : classes.count}
    >
      {isNamed
        ? exampleName(first, say)
        : say('cause.pods', { count: card.podCount })}
    </Typography>
  );
}
