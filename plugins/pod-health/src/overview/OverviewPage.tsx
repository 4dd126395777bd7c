import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { Overview, OverviewRow } from 'backstage-plugin-pod-health-common';
import { useMemo } from 'react';
import { ProblemBanner } from '../common/ProblemBanner';
import type { Say } from '../i18n/message';
import { useMessages } from '../i18n/useMessages';
import { clockTime } from '../text/time';
import { FilterBar } from './FilterBar';
import { askedOf, fitting, inStates, type Filters } from './filters';
import { NotFollowed } from './NotFollowed';
import { NothingFound } from './NothingFound';
import { OverviewTable } from './OverviewTable';
import { needsAttention, stateOfRow } from './rowState';
import { StateChips } from './StateChips';
import { useFilters, type ChangeFilters } from './useFilters';
import { useOverview } from './useOverview';

const useStyles = makeStyles(theme => ({
  page: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    paddingBottom: theme.spacing(4),
  },
  heading: {
    fontSize: '1.35rem',
    fontWeight: 600,
    lineHeight: 1.35,
    margin: 0,
  },
  loading: { maxWidth: 480 },
}));

/** All entities that the reader may see with their worst state, kept up to date. */
export function OverviewPage() {
  const classes = useStyles();
  const { lang } = useMessages();
  const [filters, change] = useFilters();
  const asked = useAsked(filters);
  const { overview, problem, connection, retry } = useOverview(asked, lang);
  return (
    <div className={classes.page}>
      <FilterBar
        filters={filters}
        rows={overview?.rows ?? []}
        onChange={change}
      />
      {problem && (
        <ProblemBanner
          problem={problem}
          tone={connection === 'stopped' ? 'bad' : 'warning'}
          onRetry={retry}
        >
          {overview && <Stale asOf={overview.asOf} />}
        </ProblemBanner>
      )}
      {overview ? (
        <Found overview={overview} filters={filters} onChange={change} />
      ) : (
        !problem && <Loading />
      )}
    </div>
  );
}

/** The filters of the backend; the same object until one of them differs. */
function useAsked(filters: Filters) {
  const text = JSON.stringify(askedOf(filters));
  return useMemo(() => JSON.parse(text), [text]);
}

function Found(props: {
  readonly overview: Overview;
  readonly filters: Filters;
  readonly onChange: ChangeFilters;
}) {
  const { overview, filters, onChange } = props;
  const classes = useStyles();
  const { say } = useMessages();
  const fit = useMemo(
    () => fitting(overview.rows, filters),
    [overview, filters],
  );
  const rows = useMemo(() => inStates(fit, filters), [fit, filters]);
  return (
    <>
      <Typography component="h2" className={classes.heading} aria-live="polite">
        {headingOf(overview, fit, say)}
      </Typography>
      <StateChips
        rows={fit}
        chosen={filters.states}
        onChange={states => onChange({ states })}
      />
      {rows.length > 0 ? (
        <OverviewTable
          rows={rows}
          known={overview.rows}
          question={JSON.stringify(filters)}
        />
      ) : (
        <NothingFound
          filters={filters}
          onClear={() => onChange(clearedOf(filters))}
        />
      )}
      <NotFollowed notFollowed={overview.notFollowed} />
    </>
  );
}

function clearedOf(filters: Filters): Partial<Filters> {
  const asked = Object.keys(askedOf(filters)).map(name => [name, undefined]);
  return { ...Object.fromEntries(asked), states: [] };
}

/** How many need attention; never that all is well while something is not known. */
function headingOf(
  { notFollowed }: Overview,
  rows: readonly OverviewRow[],
  say: Say,
): string {
  const total = rows.length;
  const attention = rows.filter(needsAttention).length;
  const asking = rows.filter(row => stateOfRow(row) === 'asking').length;
  if (attention > 0) {
    return say('overview.attention', { count: attention, total });
  }
  if (asking > 0) {
    return say('overview.asking', { count: asking, total });
  }
  if (total === 0) {
    return say('overview.none');
  }
  return notFollowed.count > 0
    ? say('overview.calmOfFollowed', { count: total })
    : say('overview.calm', { count: total });
}

function Stale({ asOf }: { readonly asOf: string }) {
  const { say, lang } = useMessages();
  return <>{say('health.stale', { time: clockTime(asOf, lang) })}</>;
}

function Loading() {
  const classes = useStyles();
  const { say } = useMessages();
  return (
    <div className={classes.loading} role="status">
      <Typography variant="body1" gutterBottom>
        {say('overview.loading')}
      </Typography>
      <LinearProgress aria-label={say('overview.loading')} />
    </div>
  );
}
