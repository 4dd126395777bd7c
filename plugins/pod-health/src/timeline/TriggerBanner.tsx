import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  TimelineContext,
  TimelineEntry,
} from 'backstage-plugin-pod-health-common';
import { Banner } from '../common/Banner';
import { usePodActions } from '../diagnosis/PodActions';
import type { Say } from '../i18n/message';
import { useMessages } from '../i18n/useMessages';
import { ageOf, momentText, type Lang } from '../text/time';
import { changeWords } from './changeWords';
import { entrySentence } from './entryWords';

/** Differences named; the first one in the sentence itself. */
const CHANGES = 4;
/** Closer than this is "just before": times are told in seconds, and clocks differ. */
const JUST_MS = 10_000;

const useStyles = makeStyles(theme => ({
  change: { fontWeight: 600 },
  note: { color: theme.palette.text.secondary },
}));

/** The last change before the first sign of the present trouble. Shown only while there is one. */
export function TriggerBanner(props: {
  readonly entries: readonly TimelineEntry[];
  readonly context: TimelineContext;
}) {
  const { entries, context } = props;
  const { trigger } = context;
  const classes = useStyles();
  const { say, lang } = useMessages();
  const { now } = usePodActions();
  const change = entries.find(({ id }) => id === trigger?.change);
  const sign = entries.find(({ id }) => id === trigger?.sign);
  if (!trigger || !change || !sign) {
    return null;
  }
  const time = momentText(trigger.failedAt, now, lang);
  const [first, ...others] = changeWords(change.details ?? {}, CHANGES, say);
  return (
    <Banner tone="warning" title={say('timeline.trigger')}>
      <div className={classes.change}>
        {beforeWords([entrySentence(change, say), first], trigger, say, lang)}
      </div>
      {others.length > 0 && <div>{others.join(say('timeline.semicolon'))}</div>}
      <div>
        {say('timeline.trigger.sign', { time, sign: entrySentence(sign, say) })}
      </div>
      <Typography variant="body2" className={classes.note}>
        {say('timeline.trigger.unproven')}
      </Typography>
    </Banner>
  );
}

function beforeWords(
  parts: readonly (string | undefined)[],
  { changedAt, failedAt }: NonNullable<TimelineContext['trigger']>,
  say: Say,
  lang: Lang,
): string {
  const words = parts.filter(Boolean).join(say('timeline.semicolon'));
  return Date.parse(failedAt) - Date.parse(changedAt) < JUST_MS
    ? say('timeline.trigger.justBefore', { change: words })
    : say('timeline.trigger.before', {
        gap: ageOf(changedAt, failedAt, lang),
        change: words,
      });
}
