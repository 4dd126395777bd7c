import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { ReportedRollout } from 'backstage-plugin-pod-health-common';
import { Banner } from '../common/Banner';
import { useMessages } from '../i18n/useMessages';
import { visibleText } from '../text/visibleText';

const useStyles = makeStyles(theme => ({
  heading: { fontWeight: 600, marginTop: theme.spacing(1) },
  list: { margin: theme.spacing(0.5, 0, 0), paddingLeft: theme.spacing(2.5) },
  change: { overflowWrap: 'anywhere' },
}));

/** Which revision serves while a rollout is not done, and what changed between the two. */
export function RolloutPanel(props: {
  readonly rollouts: readonly ReportedRollout[];
}) {
  return (
    <>
      {props.rollouts.map(rollout => (
        <RolloutView
          key={Object.values(rollout.workload).join('/')}
          rollout={rollout}
        />
      ))}
    </>
  );
}

function RolloutView(props: { readonly rollout: ReportedRollout }) {
  const { workload, stage, summary, changes } = props.rollout;
  const classes = useStyles();
  const { say } = useMessages();
  const name = `${workload.kind} ${workload.name}`;
  return (
    <Banner
      tone={stage === 'none-serves' ? 'bad' : 'warning'}
      title={say('rollout.title', { workload: visibleText(name) })}
    >
      {visibleText(summary)}
      {changes.length === 0 ? (
        <Typography variant="body2">{say('rollout.nothing')}</Typography>
      ) : (
        <>
          <Typography variant="body2" className={classes.heading}>
            {say('rollout.changes')}
          </Typography>
          <ul className={classes.list}>
            {changes.map(change => (
              <li key={change} className={classes.change}>
                {visibleText(change)}
              </li>
            ))}
          </ul>
        </>
      )}
    </Banner>
  );
}
