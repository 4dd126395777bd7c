import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';
import { useMessages } from '../i18n/useMessages';
import { visibleText } from '../text/visibleText';
import type { Paste } from './paste';

const useStyles = makeStyles(theme => ({
  text: {
    maxHeight: 240,
    overflow: 'auto',
    margin: 0,
    padding: theme.spacing(1),
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    fontSize: '0.8125rem',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    backgroundColor: theme.palette.type === 'dark' ? '#1a1d21' : '#f3f5f7',
  },
}));

/** Several lines pasted into a shell run one by one, before anybody can stop them: shows them and asks. */
export function PasteQuestion(props: {
  readonly paste: Paste;
  readonly onYes: () => void;
  readonly onNo: () => void;
}) {
  const { paste } = props;
  const classes = useStyles();
  const { say } = useMessages();
  const titleId = useId();
  return (
    <Dialog open onClose={props.onNo} aria-labelledby={titleId}>
      <DialogTitle id={titleId}>
        {say('paste.title', { count: paste.lines })}
      </DialogTitle>
      <DialogContent>
        <DialogContentText>{say('paste.text')}</DialogContentText>
        <pre
          className={classes.text}
          tabIndex={0} // eslint-disable-line jsx-a11y/no-noninteractive-tabindex -- the keyboard must be able to scroll it
        >
          {visibleText(paste.text)}
        </pre>
      </DialogContent>
      <DialogActions>
        <Button
          onClick={props.onNo}
          autoFocus // eslint-disable-line jsx-a11y/no-autofocus -- a dialog takes the focus, and its safe answer is the one to take it
        >
          {say('paste.no')}
        </Button>
        <Button onClick={props.onYes} color="primary" variant="contained">
          {say('paste.yes')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
