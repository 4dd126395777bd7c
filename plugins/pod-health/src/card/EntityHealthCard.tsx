import { InfoCard } from '@backstage/core-components';
import { useEntity, useEntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { HealthReport } from 'backstage-plugin-pod-health-common';
import { useMemo } from 'react';
import { ToneIcon } from '../common/ToneIcon';
import { toneColour } from '../common/tones';
import type { HealthState } from '../diagnosis/healthFeed';
import { useHealth } from '../diagnosis/useHealth';
import { fixerSentence, sentenceOf } from '../errors/problem';
import { words } from '../i18n/message';
import { useMessages } from '../i18n/useMessages';
import { TAB_PATH } from '../routes';
import { clockTime } from '../text/time';
import { visibleText } from '../text/visibleText';
import { cardOf, type Card } from './cardOf';

const useStyles = makeStyles(theme => ({
  verdict: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    paddingLeft: theme.spacing(1.25),
    borderLeft: '4px solid',
  },
  word: { fontSize: '1.25rem', fontWeight: 600, lineHeight: 1.4 },
  cause: { marginTop: theme.spacing(1.5), overflowWrap: 'anywhere' },
  title: { fontWeight: 600 },
  what: {
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 3,
    overflow: 'hidden',
  },
  note: {
    marginTop: theme.spacing(1.5),
    color: theme.palette.text.secondary,
    overflowWrap: 'anywhere',
  },
  bar: {
    height: 14,
    marginBottom: theme.spacing(1.25),
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.action.hover,
  },
}));

/** Whether an entity's pods are well, on its overview. Needs the entity's context of the catalog around it. */
export function EntityHealthCard() {
  const { entity } = useEntity();
  const { say, lang } = useMessages();
  const linkOf = useEntityRefLink();
  const { kind } = entity;
  const { namespace = 'default', name } = entity.metadata;
  const entityName = useMemo(
    () => ({ kind: kind.toLowerCase(), namespace, name }),
    [kind, namespace, name],
  );
  const health = useHealth(entityName, lang);
  return (
    <InfoCard
      title={say('overview.title')}
      variant="gridItem"
      deepLink={{
        title: say('card.open'),
        link: `${linkOf(entity)}${TAB_PATH}`,
      }}
    >
      {health.report ? (
        <Told health={health} report={health.report} />
      ) : (
        <Untold problem={health.problem} />
      )}
    </InfoCard>
  );
}

function Told(props: {
  readonly health: HealthState;
  readonly report: HealthReport;
}) {
  const { health, report } = props;
  const classes = useStyles();
  const { say, lang } = useMessages();
  const card = cardOf(report, health.connection);
  return (
    <>
      <Verdict card={card} />
      {card.cause && (
        <div className={classes.cause}>
          <Typography variant="body2" className={classes.title}>
            {visibleText(card.cause.title)}
          </Typography>
          <Typography variant="body2" className={classes.what}>
            {visibleText(card.cause.what)}
          </Typography>
          {card.more && (
            <Typography variant="body2" color="textSecondary">
              {words(card.more, say)}
            </Typography>
          )}
        </div>
      )}
      {health.problem && (
        <Typography variant="body2" className={classes.note}>
          {`${sentenceOf(health.problem, say)} ${say('health.stale', {
            time: clockTime(report.asOf, lang),
          })}`}
        </Typography>
      )}
    </>
  );
}

function Verdict({ card }: { readonly card: Card }) {
  const classes = useStyles();
  const theme = useTheme();
  const { say } = useMessages();
  return (
    <div
      className={classes.verdict}
      style={{ borderLeftColor: toneColour(theme, card.tone) }}
      aria-live="polite"
    >
      <ToneIcon tone={card.tone} />
      <div>
        <div className={classes.word}>{say(card.verdict)}</div>
        {card.lines.map(line => (
          <Typography variant="body2" key={line.key}>
            {words(line, say)}
          </Typography>
        ))}
      </div>
    </div>
  );
}

/** Nothing is known: a sentence why, or a frame to be filled. */
function Untold({ problem }: { readonly problem: HealthState['problem'] }) {
  const classes = useStyles();
  const { say } = useMessages();
  if (!problem) {
    return (
      <div role="status" aria-label={say('tab.loading')}>
        {['45%', '60%', '85%'].map(width => (
          <div key={width} className={classes.bar} style={{ width }} />
        ))}
      </div>
    );
  }
  return (
    <>
      <div className={classes.verdict}>
        <ToneIcon tone="unknown" />
        <div className={classes.word}>{say('overview.state.unknown')}</div>
      </div>
      <Typography variant="body2" className={classes.note}>
        {`${sentenceOf(problem, say)} ${fixerSentence(problem, say)}`}
      </Typography>
    </>
  );
}
