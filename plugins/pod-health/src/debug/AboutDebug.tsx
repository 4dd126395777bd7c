import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { Preflight } from 'backstage-plugin-pod-health-common';
import { useId } from 'react';
import { useMessages } from '../i18n/useMessages';
import { visibleText } from '../text/visibleText';

const useStyles = makeStyles(theme => ({
  heading: { fontWeight: 600, fontSize: '1rem', margin: 0, padding: 0 },
  list: { margin: theme.spacing(0.5, 0, 0), paddingLeft: theme.spacing(2.5) },
}));

/** What an ephemeral container is, said before it exists: it can never be taken away again. */
export function AboutDebug(props: { readonly preflight?: Preflight }) {
  const { preflight } = props;
  const classes = useStyles();
  const { say } = useMessages();
  const headingId = useId();
  return (
    <section aria-labelledby={headingId}>
      <Typography component="h3" id={headingId} className={classes.heading}>
        {say('debug.about.title')}
      </Typography>
      <Typography variant="body2" component="ul" className={classes.list}>
        <li>{say('debug.about.added')}</li>
        <li>{say('debug.about.forever')}</li>
        {preflight && (
          <li>
            {say('debug.about.limits', {
              max: preflight.maxMinutes,
              idle: preflight.idleMinutes,
            })}
          </li>
        )}
        <li>{say('debug.about.audit')}</li>
        {preflight?.image && (
          <li>
            {say('debug.about.image', { image: visibleText(preflight.image) })}
          </li>
        )}
      </Typography>
    </section>
  );
}
