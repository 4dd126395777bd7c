import Chip from '@material-ui/core/Chip';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import type { OverviewRow } from 'backstage-plugin-pod-health-common';
import { useEffect, useState } from 'react';
import { useMessages } from '../i18n/useMessages';
import { visibleText } from '../text/visibleText';
import type { Filters } from './filters';
import { kindOf } from './rowState';
import type { ChangeFilters } from './useFilters';

/** How long somebody has to stop typing before the backend is asked, in milliseconds. */
const TYPING_MS = 300;
/** A `select` has to have a value for "no filter". */
const ALL = 'all';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5),
  },
  field: { minWidth: 150 },
  text: { flex: '0 1 260px' },
  chip: { margin: 0 },
}));

interface FilterProps {
  readonly filters: Filters;
  readonly onChange: ChangeFilters;
}

/** Whose entities, of which kind, and part of a name. Others that the address names can be taken away here. */
export function FilterBar(
  props: FilterProps & { readonly rows: readonly OverviewRow[] },
) {
  const { filters, onChange } = props;
  const classes = useStyles();
  const { say } = useMessages();
  return (
    <div
      className={classes.bar}
      role="search"
      aria-label={say('overview.filters')}
    >
      <OwnerSelect filters={filters} onChange={onChange} />
      <KindSelect {...props} />
      <TextFilter filters={filters} onChange={onChange} />
      {(['namespace', 'system'] as const).map(name => {
        const value = filters[name];
        return (
          value && (
            <Chip
              key={name}
              className={classes.chip}
              label={say(`overview.only.${name}`, { name: visibleText(value) })}
              onDelete={() => onChange({ [name]: undefined })}
            />
          )
        );
      })}
    </div>
  );
}

function KindSelect(
  props: FilterProps & { readonly rows: readonly OverviewRow[] },
) {
  const { filters, rows, onChange } = props;
  const classes = useStyles();
  const { say } = useMessages();
  const kinds = useKinds(rows, filters.kind);
  return (
    <TextField
      select
      size="small"
      variant="outlined"
      id="pod-health-overview-kind"
      className={classes.field}
      label={say('overview.kind')}
      value={filters.kind?.toLowerCase() ?? ALL}
      onChange={({ target }) => onChange({ kind: chosen(target.value) })}
    >
      <MenuItem value={ALL}>{say('overview.anyKind')}</MenuItem>
      {kinds.map(kind => (
        <MenuItem key={kind} value={kind}>
          {visibleText(kind)}
        </MenuItem>
      ))}
    </TextField>
  );
}

function OwnerSelect({ filters, onChange }: FilterProps) {
  const classes = useStyles();
  const { say } = useMessages();
  const { owner } = filters;
  const isNamed = owner !== undefined && owner !== 'me';
  return (
    <TextField
      select
      size="small"
      variant="outlined"
      id="pod-health-overview-owner"
      className={classes.field}
      label={say('overview.owner')}
      value={owner ?? ALL}
      onChange={({ target }) => onChange({ owner: chosen(target.value) })}
    >
      <MenuItem value={ALL}>{say('overview.anyOwner')}</MenuItem>
      <MenuItem value="me">{say('overview.mine')}</MenuItem>
      {isNamed && <MenuItem value={owner}>{visibleText(owner)}</MenuItem>}
    </TextField>
  );
}

/** Typing is in the address once it pauses; the address going back is in the field at once. */
function TextFilter({ filters, onChange }: FilterProps) {
  const classes = useStyles();
  const { say } = useMessages();
  const { q = '' } = filters;
  const [text, setText] = useState(q);
  useEffect(() => setText(last => (last.trim() === q ? last : q)), [q]);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === q) {
      return undefined;
    }
    const timer = setTimeout(
      () => onChange({ q: wanted || undefined }, { typing: true }),
      TYPING_MS,
    );
    return () => clearTimeout(timer);
    // Another address is no typing: only the text starts the clock.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [text]);
  return (
    <TextField
      size="small"
      variant="outlined"
      type="search"
      id="pod-health-overview-text"
      className={classes.text}
      label={say('overview.text')}
      value={text}
      inputProps={{ maxLength: 100 }}
      onChange={({ target }) => setText(target.value)}
    />
  );
}

/** Kinds seen since the page was opened: a filter must not take away the way to another. */
function useKinds(
  rows: readonly OverviewRow[],
  chosenKind: string | undefined,
): readonly string[] {
  const [seen, setSeen] = useState<readonly string[]>([]);
  const kinds = [
    ...seen,
    ...rows.map(({ entity }) => kindOf(entity)),
    ...(chosenKind ? [chosenKind.toLowerCase()] : []),
  ];
  const all = [...new Set(kinds)].sort();
  if (all.length > seen.length) {
    setSeen(all);
  }
  return all;
}

function chosen(value: string): string | undefined {
  return value === ALL ? undefined : value;
}
