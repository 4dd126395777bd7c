import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import { useId } from 'react';
import { useMessages } from '../i18n/useMessages';

/** Closing the dialog ends the shell: asks whether that is meant. */
export function CloseQuestion(props: {
  readonly onYes: () => void;
  readonly onNo: () => void;
}) {
  const { say } = useMessages();
  const titleId = useId();
  return (
    <Dialog open onClose={props.onNo} aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{say('terminal.closeAsk')}</DialogTitle>
      <DialogContent>
        <DialogContentText>{say('terminal.closeText')}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button
          onClick={props.onNo}
          autoFocus // eslint-disable-line jsx-a11y/no-autofocus -- a dialog takes the focus, and its safe answer is the one to take it
        >
          {say('terminal.closeNo')}
        </Button>
        <Button onClick={props.onYes} color="primary" variant="contained">
          {say('terminal.closeYes')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
