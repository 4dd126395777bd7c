import { createStyles, makeStyles, type Theme } from '@material-ui/core/styles';

/** Header, rows, and what opens under a row. */
const rowStyles = (theme: Theme) =>
  createStyles({
    row: {
      display: 'grid',
      gridTemplateColumns:
        'minmax(190px, 3fr) 118px 72px 116px 84px minmax(84px, 1fr) minmax(120px, 2fr) 156px',
      alignItems: 'center',
      fontFamily: theme.typography.fontFamily,
      minWidth: 960,
      borderTop: `1px solid ${theme.palette.divider}`,
      [theme.breakpoints.down('sm')]: {
        gridTemplateColumns: 'minmax(150px, 1fr) 112px 62px 92px 88px',
        minWidth: 504,
      },
    },
    header: {
      borderTop: 'none',
      color: theme.palette.text.secondary,
      fontSize: '0.8125rem',
      fontWeight: 600,
      backgroundColor: theme.palette.background.paper,
    },
    sticky: { position: 'sticky', top: 0, zIndex: 1 },
    detail: {
      fontFamily: theme.typography.fontFamily,
      padding: theme.spacing(1, 2, 2, 5.5),
      backgroundColor:
        theme.palette.type === 'dark' ? 'rgba(255,255,255,0.03)' : '#fafbfc',
    },
  });

/** A cell, and what each column adds to it. */
const cellStyles = (theme: Theme) =>
  createStyles({
    cell: {
      padding: theme.spacing(1),
      minWidth: 0,
      fontSize: '0.875rem',
      lineHeight: 1.45,
      overflowWrap: 'anywhere',
    },
    name: { display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) },
    state: {},
    ready: {},
    restarts: {},
    age: { [theme.breakpoints.down('sm')]: { display: 'none' } },
    node: { [theme.breakpoints.down('sm')]: { display: 'none' } },
    causes: { [theme.breakpoints.down('sm')]: { display: 'none' } },
    actions: {},
  });

/** Text inside of a cell. */
const textStyles = (theme: Theme) =>
  createStyles({
    muted: { color: theme.palette.text.secondary },
    small: { fontSize: '0.75rem', color: theme.palette.text.secondary },
    nowrap: { whiteSpace: 'nowrap' },
    pill: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      fontWeight: 600,
      whiteSpace: 'nowrap',
    },
  });

/** The grid that header, rows and containers share. Narrow pages drop what the opened row repeats. */
export const usePodsStyles = makeStyles(theme => ({
  ...rowStyles(theme),
  ...cellStyles(theme),
  ...textStyles(theme),
}));
