import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { exampleKey, type Example } from 'backstage-plugin-pod-health-common';
import { useState } from 'react';
import { useMessages } from '../i18n/useMessages';
import { exampleName } from './exampleName';
import { Quotes } from './Quotes';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(0.75),
    flexWrap: 'wrap',
  },
  heading: { fontWeight: 600, fontSize: '0.95rem', margin: 0, padding: 0 },
  pod: {
    marginTop: theme.spacing(1),
    fontWeight: 600,
    overflowWrap: 'anywhere',
  },
  plain: { textTransform: 'none' },
  against: { marginTop: theme.spacing(1), color: theme.palette.text.secondary },
}));

/** The evidence of a cause: of its first pod, workload or service at once, of the others on demand. */
export function Evidence(props: { readonly examples: readonly Example[] }) {
  const classes = useStyles();
  const { say } = useMessages();
  const [paths, setPaths] = useState(false);
  const [all, setAll] = useState(false);
  const [, ...others] = props.examples;
  const more = others.length;
  const moreKey = others.every(({ pod }) => pod)
    ? 'cause.more'
    : 'cause.moreObjects';
  const shown = all ? props.examples : props.examples.slice(0, 1);
  return (
    <div>
      <EvidenceHead paths={paths} onPaths={setPaths} />
      {shown.map(example => (
        <ExampleView
          key={exampleKey(example)}
          example={example}
          paths={paths}
          named={more > 0}
        />
      ))}
      {more > 0 && (
        <Button
          size="small"
          className={classes.plain}
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all ? say('cause.less') : say(moreKey, { count: more })}
        </Button>
      )}
    </div>
  );
}

function EvidenceHead(props: {
  readonly paths: boolean;
  readonly onPaths: (paths: boolean) => void;
}) {
  const { paths, onPaths } = props;
  const classes = useStyles();
  const { say } = useMessages();
  return (
    <div className={classes.head}>
      <Typography component="h5" className={classes.heading}>
        {say('cause.evidence')}
      </Typography>
      <Button
        size="small"
        className={classes.plain}
        aria-pressed={paths}
        onClick={() => onPaths(!paths)}
      >
        {say(paths ? 'evidence.hidePaths' : 'evidence.showPaths')}
      </Button>
    </div>
  );
}

function ExampleView(props: {
  readonly example: Example;
  readonly paths: boolean;
  readonly named: boolean;
}) {
  const { example, paths } = props;
  const classes = useStyles();
  const { say } = useMessages();
  return (
    <div>
      {props.named && (
        <Typography variant="body2" className={classes.pod}>
          {exampleName(example, say)}
        </Typography>
      )}
      <Quotes
        quotes={example.quotes}
        container={example.container}
        paths={paths}
      />
      {example.contradictions.length > 0 && (
        <>
          <Typography variant="body2" className={classes.against}>
            {say('evidence.contradicts')}
          </Typography>
          <Quotes
            quotes={example.contradictions}
            container={example.container}
            paths={paths}
          />
        </>
      )}
    </div>
  );
}
