import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import type { OverviewRow } from 'backstage-plugin-pod-health-common';
import { useMessages } from '../i18n/useMessages';
import { numberText } from '../text/numbers';
import { OverviewRowView } from './OverviewRowView';
import { useOverviewStyles } from './overviewStyles';
import { useSteadyRows } from './useSteadyRows';

const useStyles = makeStyles(theme => ({
  area: { position: 'relative' },
  paper: {
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.background.paper,
    overflowX: 'auto',
  },
  // Over the table, so that nothing moves when it comes and goes.
  reorder: {
    position: 'sticky',
    top: theme.spacing(1),
    zIndex: 1,
    height: 0,
    display: 'flex',
    justifyContent: 'flex-end',
    paddingRight: theme.spacing(1),
  },
  reorderButton: { height: 30, marginTop: 4 },
}));

/** One row for each entity, the worst first; rows keep their places while somebody points at the table or is in it. */
export function OverviewTable(props: {
  readonly rows: readonly OverviewRow[];
  /** All rows there are, also those that the filters leave out. */
  readonly known: readonly OverviewRow[];
  /** What the rows answer: after another question they stand anew. */
  readonly question: string;
}) {
  const classes = useStyles();
  const { say } = useMessages();
  const { rows, changes, reorder, handlers } = useSteadyRows(
    props.rows,
    props.known,
    props.question,
  );
  const withSystem = props.known.some(({ system }) => system !== undefined);
  return (
    <div className={classes.area} {...handlers}>
      <ReorderButton changes={changes} onClick={reorder} />
      <div className={classes.paper}>
        <Table size="small" aria-label={say('overview.table')}>
          <Head withSystem={withSystem} />
          <TableBody>
            {rows.map(row => (
              <OverviewRowView
                key={row.entity}
                row={row}
                withSystem={withSystem}
              />
            ))}
          </TableBody>
        </Table>
      </div>
    </div>
  );
}

function ReorderButton(props: {
  readonly changes: number;
  readonly onClick: () => void;
}) {
  const { changes, onClick } = props;
  const classes = useStyles();
  const { say, lang } = useMessages();
  return (
    <div className={classes.reorder}>
      {changes > 0 && (
        <Button
          size="small"
          variant="contained"
          color="primary"
          className={classes.reorderButton}
          onClick={onClick}
        >
          {say('overview.reorder', {
            count: changes,
            number: numberText(changes, lang),
          })}
        </Button>
      )}
    </div>
  );
}

function Head({ withSystem }: { readonly withSystem: boolean }) {
  const classes = useOverviewStyles();
  const { say } = useMessages();
  const columns = [
    ['overview.column.state', classes.state],
    ['overview.column.service', ''],
    ['overview.column.pods', classes.pods],
    ['overview.column.cause', classes.wide],
    ['overview.owner', classes.widest],
    ...(withSystem ? ([['overview.system', classes.widest]] as const) : []),
  ] as const;
  return (
    <TableHead>
      <TableRow>
        {columns.map(([key, className]) => (
          <TableCell key={key} className={`${classes.cell} ${className}`}>
            {say(key)}
          </TableCell>
        ))}
      </TableRow>
    </TableHead>
  );
}
