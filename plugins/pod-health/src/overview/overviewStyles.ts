import { makeStyles } from '@material-ui/core/styles';

/** What the table's header and its rows share. Narrow pages drop columns; the cause then stands under the name. */
export const useOverviewStyles = makeStyles(theme => ({
  row: { height: 52 },
  cell: {
    lineHeight: 1.4,
    [theme.breakpoints.down('sm')]: { padding: theme.spacing(0.75, 1) },
  },
  state: {
    width: 150,
    whiteSpace: 'nowrap',
    [theme.breakpoints.down('sm')]: { width: 1 },
  },
  pill: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    fontWeight: 600,
    verticalAlign: 'middle',
  },
  service: {
    overflowWrap: 'anywhere',
    [theme.breakpoints.up('md')]: { minWidth: 200 },
  },
  name: { fontWeight: 600 },
  small: { fontSize: '0.75rem', color: theme.palette.text.secondary },
  pods: {
    width: 120,
    whiteSpace: 'nowrap',
    [theme.breakpoints.down('sm')]: { width: 1 },
  },
  text: { overflowWrap: 'anywhere' },
  wide: { [theme.breakpoints.down('sm')]: { display: 'none' } },
  narrow: { [theme.breakpoints.up('md')]: { display: 'none' } },
  // Wide enough for a team's name: a cell that may break anywhere gets no more than a letter's room.
  widest: {
    minWidth: 120,
    [theme.breakpoints.down('md')]: { display: 'none' },
  },
}));
