import Chip from '@material-ui/core/Chip';
import { makeStyles } from '@material-ui/core/styles';
import type { OverviewRow } from 'backstage-plugin-pod-health-common';
import { ToneIcon } from '../common/ToneIcon';
import { useMessages } from '../i18n/useMessages';
import { numberText } from '../text/numbers';
import {
  countStates,
  ROW_STATES,
  STATE_TONES,
  type RowState,
} from './rowState';

const useStyles = makeStyles(theme => ({
  chips: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  chip: { margin: 0, '& > span:first-child': { display: 'inline-flex' } },
  chosen: {
    borderColor: theme.palette.text.primary,
    borderWidth: 2,
    fontWeight: 600,
  },
}));

/** How many are in each state; each is a filter, several may be on. */
export function StateChips(props: {
  readonly rows: readonly OverviewRow[];
  readonly chosen: readonly RowState[];
  readonly onChange: (chosen: readonly RowState[]) => void;
}) {
  const { rows, chosen, onChange } = props;
  const classes = useStyles();
  const { say } = useMessages();
  const counts = new Map(countStates(rows));
  const shown = ROW_STATES.filter(
    state => counts.has(state) || chosen.includes(state),
  );
  const toggle = (state: RowState) =>
    onChange(
      chosen.includes(state)
        ? chosen.filter(each => each !== state)
        : [...chosen, state],
    );
  return (
    <div
      role="group"
      className={classes.chips}
      aria-label={say('overview.states')}
    >
      {shown.map(state => (
        <StateChip
          key={state}
          state={state}
          count={counts.get(state) ?? 0}
          isChosen={chosen.includes(state)}
          onClick={() => toggle(state)}
        />
      ))}
    </div>
  );
}

function StateChip(props: {
  readonly state: RowState;
  readonly count: number;
  readonly isChosen: boolean;
  readonly onClick: () => void;
}) {
  const { state, count, isChosen, onClick } = props;
  const classes = useStyles();
  const { say, lang } = useMessages();
  return (
    <Chip
      clickable
      variant="outlined"
      component="button"
      className={`${classes.chip} ${isChosen ? classes.chosen : ''}`}
      icon={
        // The chip gives its icon a class, which the tone's own cannot take.
        <span>
          <ToneIcon tone={STATE_TONES[state]} size="small" />
        </span>
      }
      label={say('overview.stateCount', {
        state: say(`overview.state.${state}`),
        number: numberText(count, lang),
      })}
      aria-pressed={isChosen}
      onClick={onClick}
    />
  );
}
