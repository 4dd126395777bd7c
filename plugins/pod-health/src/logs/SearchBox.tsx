import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import ExpandLess from '@material-ui/icons/ExpandLess';
import ExpandMore from '@material-ui/icons/ExpandMore';
import type { Say } from '../i18n/message';
import { useMessages } from '../i18n/useMessages';
import type { LogSearch } from './logView';
import { MATCHES_MAX } from './search';

const useStyles = makeStyles(theme => ({
  box: { display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) },
  field: { width: 190 },
  count: { minWidth: 84, whiteSpace: 'nowrap' },
}));

/** Finds text in the log; Enter and Shift+Enter step through the places, Escape clears. */
export function SearchBox({ search }: { readonly search: LogSearch }) {
  const classes = useStyles();
  const { say } = useMessages();
  const none = search.matches.length === 0;
  return (
    <div className={classes.box} role="search">
      <SearchField search={search} />
      <IconButton
        size="small"
        aria-label={say('logs.prev')}
        disabled={none}
        onClick={() => search.move(-1)}
      >
        <ExpandLess />
      </IconButton>
      <IconButton
        size="small"
        aria-label={say('logs.next')}
        disabled={none}
        onClick={() => search.move(1)}
      >
        <ExpandMore />
      </IconButton>
      <Typography variant="body2" className={classes.count} role="status">
        {search.text === '' ? '' : countWords(search, say)}
      </Typography>
    </div>
  );
}

function SearchField({ search }: { readonly search: LogSearch }) {
  const classes = useStyles();
  const { say } = useMessages();
  return (
    <TextField
      size="small"
      variant="outlined"
      type="search"
      id="pod-health-log-search"
      className={classes.field}
      label={say('logs.search')}
      value={search.text}
      onChange={event => search.setText(event.target.value)}
      onKeyDown={event => {
        if (event.key === 'Enter') {
          event.preventDefault();
          search.move(event.shiftKey ? -1 : 1);
        } else if (event.key === 'Escape' && search.text !== '') {
          // Escape would also close the panel.
          event.stopPropagation();
          search.setText('');
        }
      }}
    />
  );
}

function countWords({ matches, current }: LogSearch, say: Say): string {
  const count = matches.length;
  if (count === 0) {
    return say('logs.noMatches');
  }
  return say(count >= MATCHES_MAX ? 'logs.matchesMax' : 'logs.matches', {
    current: current + 1,
    count,
  });
}
