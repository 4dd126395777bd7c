import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { ApiQuote } from 'backstage-plugin-pod-health-common';
import { useMessages } from '../i18n/useMessages';
import { visibleText } from '../text/visibleText';
import { quotePath, quoteSource } from './quoteSource';

const MONOSPACE = 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace';

const useStyles = makeStyles(theme => ({
  list: { margin: 0 },
  source: { color: theme.palette.text.secondary, marginTop: theme.spacing(1) },
  value: {
    margin: 0,
    marginTop: 2,
    padding: theme.spacing(0.75, 1),
    borderLeft: `3px solid ${theme.palette.divider}`,
    backgroundColor: theme.palette.type === 'dark' ? '#1a1d21' : '#f3f5f7',
    fontFamily: MONOSPACE,
    fontSize: '0.8125rem',
    lineHeight: 1.5,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    maxHeight: 180,
    overflowY: 'auto',
  },
  path: {
    fontFamily: MONOSPACE,
    fontSize: '0.75rem',
    overflowWrap: 'anywhere',
  },
}));

/** Pieces of the cluster's own data, word for word, each with where it comes from. Text nodes only (security.md T22). */
export function Quotes(props: {
  readonly quotes: readonly ApiQuote[];
  readonly container?: string;
  readonly paths: boolean;
}) {
  const classes = useStyles();
  const { say } = useMessages();
  return (
    <dl className={classes.list}>
      {props.quotes.map(quote => (
        <div key={`${quote.from} ${quote.at} ${quote.value}`}>
          <Typography component="dt" variant="body2" className={classes.source}>
            {quoteSource(quote, props.container, say)}
            {props.paths && (
              <div className={classes.path}>{quotePath(quote)}</div>
            )}
          </Typography>
          <dd className={classes.value}>{visibleText(String(quote.value))}</dd>
        </div>
      ))}
    </dl>
  );
}
