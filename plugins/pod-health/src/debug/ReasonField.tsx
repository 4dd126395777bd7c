import TextField from '@material-ui/core/TextField';
import { LIMITS } from 'backstage-plugin-pod-health-common';
import { words } from '../i18n/message';
import { useMessages } from '../i18n/useMessages';
import { reasonFault } from './checklist';

/** Why the shell is needed. Says what is wrong with it once something is typed. */
export function ReasonField(props: {
  readonly value: string;
  readonly onChange: (reason: string) => void;
}) {
  const { say } = useMessages();
  const fault = props.value === '' ? undefined : reasonFault(props.value);
  const { reasonMinLength: min, reasonMaxLength: max } = LIMITS;
  return (
    <TextField
      multiline
      required
      fullWidth
      minRows={2}
      variant="outlined"
      id="pod-health-debug-reason"
      label={say('debug.reason')}
      helperText={
        fault ? words(fault, say) : say('debug.reasonHint', { min, max })
      }
      error={fault !== undefined}
      value={props.value}
      onChange={event => props.onChange(event.target.value)}
    />
  );
}
