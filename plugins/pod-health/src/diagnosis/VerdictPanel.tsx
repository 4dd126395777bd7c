import { makeStyles, useTheme } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { HealthReport } from 'backstage-plugin-pod-health-common';
import { ToneIcon } from '../common/ToneIcon';
import { toneColour } from '../common/tones';
import type { Say } from '../i18n/message';
import { useMessages } from '../i18n/useMessages';
import { clockTime } from '../text/time';
import { ClusterStatusList } from './ClusterStatusList';
import type { HealthState } from './healthFeed';
import { toneOf, verdictSentence } from './verdict';

const useStyles = makeStyles(theme => ({
  panel: {
    display: 'flex',
    gap: theme.spacing(2),
    padding: theme.spacing(2, 2.5),
    borderRadius: theme.shape.borderRadius,
    border: `1px solid ${theme.palette.divider}`,
    borderLeftWidth: 6,
    backgroundColor: theme.palette.background.paper,
  },
  text: { minWidth: 0, flex: 1 },
  sentence: {
    fontSize: '1.35rem',
    fontWeight: 600,
    lineHeight: 1.35,
    margin: 0,
    padding: 0,
    overflowWrap: 'anywhere',
  },
  details: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    marginTop: theme.spacing(0.75),
    color: theme.palette.text.secondary,
  },
}));

/** The answer in one line, what it rests on, and how fresh it is. */
export function VerdictPanel(props: {
  readonly report: HealthReport;
  readonly connection: HealthState['connection'];
}) {
  const { report, connection } = props;
  const classes = useStyles();
  const theme = useTheme();
  const { say, lang } = useMessages();
  const time = clockTime(report.asOf, lang);
  // What does not arrive may have changed: it is told as what was, and in no colour.
  const isNow = connection === 'live';
  const tone = isNow ? toneOf(report) : 'unknown';
  const hint = isNow ? hintOf(report, say) : undefined;
  const known = verdictSentence(report, say);
  const sentence = isNow
    ? known
    : say('verdict.was', { time, sentence: known });
  return (
    <section
      className={classes.panel}
      style={{ borderLeftColor: toneColour(theme, tone) }}
      aria-live="polite"
    >
      <ToneIcon tone={tone} size="large" />
      <div className={classes.text}>
        <Typography component="h2" className={classes.sentence}>
          {sentence}
        </Typography>
        {hint && <Typography variant="body2">{hint}</Typography>}
        <div className={classes.details}>
          <Typography variant="body2">{countsOf(report, say)}</Typography>
          <ClusterStatusList
            clusters={report.clusters}
            connection={connection}
          />
        </div>
      </div>
    </section>
  );
}

function hintOf(report: HealthReport, say: Say): string | undefined {
  switch (report.verdict) {
    case 'healthy':
      return say('health.healthyHint');
    case 'unknown':
      return say('health.notHealthyForSure');
    case 'no-pods':
      return report.causes.length === 0 ? say('health.noPodsHint') : undefined;
    default:
      return undefined;
  }
}

function countsOf(report: HealthReport, say: Say): string {
  const unchecked = report.unchecked.length;
  return [
    say('verdict.counts', { count: report.podCount }),
    ...(report.causes.length > 0
      ? [say('verdict.causes', { count: report.causes.length })]
      : []),
    ...(unchecked > 0
      ? [say('verdict.uncheckedCount', { count: unchecked })]
      : []),
  ].join(' · ');
}
