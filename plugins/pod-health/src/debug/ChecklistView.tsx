import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type {
  Preflight,
  PreflightRow,
} from 'backstage-plugin-pod-health-common';
import { useId } from 'react';
import { ProblemBanner } from '../common/ProblemBanner';
import { ToneIcon } from '../common/ToneIcon';
import type { Loaded } from '../common/useLoaded';
import type { Tone } from '../diagnosis/verdict';
import { useMessages } from '../i18n/useMessages';
import { checklistRow } from './checklist';

const TONE_OF: Readonly<Record<PreflightRow['status'], Tone>> = {
  good: 'good',
  warning: 'warning',
  refused: 'bad',
  unknown: 'unknown',
};

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
  },
  heading: { fontWeight: 600, fontSize: '1rem', margin: 0, padding: 0 },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  row: {
    display: 'flex',
    gap: theme.spacing(1.25),
    padding: theme.spacing(0.75, 0),
    borderBottom: `1px solid ${theme.palette.divider}`,
    '&:last-child': { borderBottom: 'none' },
  },
  text: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
  muted: { color: theme.palette.text.secondary },
  status: { whiteSpace: 'nowrap', color: theme.palette.text.secondary },
}));

/** "Will this work?", row by row; each row that is not good says who can change it. */
export function Checklist({
  preflight,
}: {
  readonly preflight: Loaded<Preflight>;
}) {
  const classes = useStyles();
  const { say } = useMessages();
  const headingId = useId();
  const { value, problem, loading, reload } = preflight;
  return (
    <section aria-labelledby={headingId}>
      <div className={classes.head}>
        <Typography component="h3" id={headingId} className={classes.heading}>
          {say('debug.checklist')}
        </Typography>
        <Button size="small" onClick={reload} aria-disabled={loading}>
          {say('debug.checkAgain')}
        </Button>
      </div>
      {problem && <ProblemBanner problem={problem} onRetry={reload} />}
      {loading && !value && (
        <LinearProgress aria-label={say('debug.checking')} />
      )}
      {value && (
        <ul className={classes.list}>
          {value.rows.map(row => (
            <Row key={`${row.check} ${row.note ?? ''}`} row={row} />
          ))}
        </ul>
      )}
      <Typography variant="body2" role="status" className={classes.muted}>
        {statusWords(preflight).map(key => say(key))}
      </Typography>
    </section>
  );
}

function Row({ row }: { readonly row: PreflightRow }) {
  const classes = useStyles();
  const { say } = useMessages();
  const { title, status, statusWord, text, fixer } = checklistRow(row, say);
  return (
    <li className={classes.row}>
      <ToneIcon tone={TONE_OF[status]} size="small" />
      <div className={classes.text}>
        <Typography variant="body2">{title}</Typography>
        {text && (
          <Typography variant="body2" className={classes.muted}>
            {text}
          </Typography>
        )}
        {fixer && (
          <Typography variant="body2" className={classes.muted}>
            {fixer}
          </Typography>
        )}
      </div>
      <Typography variant="body2" className={classes.status}>
        {statusWord}
      </Typography>
    </li>
  );
}

function statusWords({ value, loading }: Loaded<Preflight>) {
  if (loading) {
    return ['debug.checking'] as const;
  }
  if (!value) {
    return [] as const;
  }
  return [value.possible ? 'debug.possible' : 'debug.impossible'] as const;
}
