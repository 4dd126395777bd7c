import { makeStyles } from '@material-ui/core/styles';
import { memo } from 'react';
import { useMessages } from '../i18n/useMessages';
import type { StyledText } from './ansi';
import { ansiClasses, useAnsiStyles } from './ansiStyles';
import type { LogRow } from './logBuffer';
import type { LogViewOptions } from './logView';
import { markerWords } from './markerWords';
import { cutAtMatches, type Match } from './search';

const useStyles = makeStyles(theme => ({
  line: { display: 'flex', padding: theme.spacing(0, 2), whiteSpace: 'pre' },
  wrap: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  time: {
    flex: 'none',
    width: '6.5rem',
    color: theme.palette.text.secondary,
    userSelect: 'none',
  },
  text: { minWidth: 0 },
  marker: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    padding: theme.spacing(0.5, 2),
    color: theme.palette.text.secondary,
    fontFamily: theme.typography.fontFamily,
    '&::before, &::after': {
      content: '""',
      flex: 1,
      borderTop: `1px solid ${theme.palette.divider}`,
    },
  },
  match: { backgroundColor: '#ffe08a', color: '#1a1a1a' },
  current: { backgroundColor: '#ff9f43', color: '#1a1a1a' },
}));

const NO_MATCHES: readonly Match[] = [];

/** One line, or one marker as a rule across. Text nodes only: a log line can be anything (security.md T22). */
export const LogRowView = memo(
  (props: {
    readonly row: LogRow;
    readonly view: LogViewOptions;
    readonly matches?: readonly Match[];
    readonly current?: Match;
  }) => {
    const { row, view } = props;
    const classes = useStyles();
    const { say, lang } = useMessages();
    if (row.kind === 'marker') {
      return (
        <div className={classes.marker}>
          {markerWords(row.marker, say, lang)}
        </div>
      );
    }
    return (
      <div className={`${classes.line} ${view.wrap ? classes.wrap : ''}`}>
        {view.times && (
          <span className={classes.time} title={row.time}>
            {row.continues ? '' : timeOf(row.time)}
          </span>
        )}
        <LogText
          parts={row.parts}
          matches={props.matches ?? NO_MATCHES}
          current={props.current}
        />
      </div>
    );
  },
);

/** The text of a line: its colours, and the places that were searched for. */
function LogText(props: {
  readonly parts: readonly StyledText[];
  readonly matches: readonly Match[];
  readonly current?: Match;
}) {
  const classes = useStyles();
  const colours = useAnsiStyles();
  const pieces = cutAtMatches(props.parts, props.matches);
  return (
    <span className={classes.text}>
      {pieces.map(({ text, style, match }, index) => {
        const name = ansiClasses(style, colours);
        return match ? (
          <mark
            // Pieces have no identity but their place: a line never changes.
            key={index} // eslint-disable-line react/no-array-index-key -- parts never move within a row
            className={
              match === props.current ? classes.current : classes.match
            }
          >
            {text}
          </mark>
        ) : (
          // eslint-disable-next-line react/no-array-index-key -- parts never move within a row
          <span key={index} className={name}>
            {text}
          </span>
        );
      })}
      {pieces.length === 0 && '\u00a0'}
    </span>
  );
}

/** The time of day in the reader's zone, as everywhere on the page, with milliseconds. Empty when the cluster gave none. */
function timeOf(time: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) {
    return '';
  }
  const two = (part: number) => String(part).padStart(2, '0');
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()];
  const milliseconds = String(date.getMilliseconds()).padStart(3, '0');
  return `${clock.map(two).join(':')}.${milliseconds}`;
}
