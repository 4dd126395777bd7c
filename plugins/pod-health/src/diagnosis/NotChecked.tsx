import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { HealthReport } from 'backstage-plugin-pod-health-common';
import { Banner } from '../common/Banner';
import type { Say } from '../i18n/message';
import { useMessages } from '../i18n/useMessages';
import { visibleText } from '../text/visibleText';
import { en } from '../i18n/en';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(1, 0, 0), paddingLeft: theme.spacing(2.5) },
  item: { marginBottom: theme.spacing(0.75) },
  muted: { color: theme.palette.text.secondary },
}));

/** What could not be judged and who can change that, so that silence is never read as health. */
export function NotChecked(props: {
  readonly report: Pick<HealthReport, 'unchecked' | 'broken'>;
}) {
  const { unchecked, broken } = props.report;
  const classes = useStyles();
  const { say } = useMessages();
  return (
    <>
      {unchecked.length > 0 && (
        <Banner tone="unknown" title={say('unchecked.title')}>
          {say('unchecked.intro')}
          <ul className={classes.list}>
            {unchecked.map(fact => (
              <UncheckedFact
                key={`${fact.cluster} ${fact.fact} ${fact.status}`}
                unchecked={fact}
              />
            ))}
          </ul>
        </Banner>
      )}
      {broken.length > 0 && (
        <Banner
          tone="warning"
          title={say('broken.title', { count: broken.length })}
        >
          {`${say('broken.intro')} (${visibleText(broken.join(', '))})`}
        </Banner>
      )}
    </>
  );
}

function UncheckedFact(props: {
  readonly unchecked: HealthReport['unchecked'][number];
}) {
  const { cluster, fact, status, causes } = props.unchecked;
  const classes = useStyles();
  const { say } = useMessages();
  return (
    <li className={classes.item}>
      <strong>
        {say('unchecked.in', {
          fact: factName(fact, say),
          cluster: visibleText(cluster),
        })}
      </strong>
      {say('unchecked.because', {
        causes: say('unchecked.causes', { count: causes.length }),
        reason: say(`unchecked.${status}`),
      })}
      <Typography variant="caption" component="div" className={classes.muted}>
        {visibleText(causes.join(', '))}
      </Typography>
    </li>
  );
}

function factName(fact: string, say: Say): string {
  const key = `fact.${fact}`;
  return isFactKey(key)
    ? say(key)
    : say('fact.other', { name: visibleText(fact) });
}

type FactKey = Extract<keyof typeof en, `fact.${string}`>;

function isFactKey(key: string): key is FactKey {
  return Object.hasOwn(en, key) && key !== 'fact.other';
}
