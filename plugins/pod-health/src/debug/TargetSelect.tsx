import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import type { PodSummary } from 'backstage-plugin-pod-health-common';
import { usePodActions } from '../diagnosis/PodActions';
import { useMessages } from '../i18n/useMessages';
import { visibleText } from '../text/visibleText';
import { refusalOf } from './checklist';

/** Which container's processes the shell may see; without the permission, the reason why none. */
export function TargetSelect(props: {
  readonly pod: PodSummary;
  readonly value: string;
  readonly onChange: (container: string) => void;
}) {
  const { say } = useMessages();
  const { abilities } = usePodActions();
  const refusal = refusalOf(abilities?.target, say);
  if (refusal !== undefined) {
    return (
      <Typography variant="body2" color="textSecondary">
        {say('debug.target.notAllowed', { reason: refusal })}
      </Typography>
    );
  }
  const running = props.pod.containers.filter(
    ({ kind, state }) => kind !== 'ephemeral' && state === 'running',
  );
  return (
    <TextField
      select
      fullWidth
      variant="outlined"
      id="pod-health-debug-target"
      label={say('debug.target')}
      helperText={say('debug.target.hint')}
      value={props.value}
      SelectProps={{ displayEmpty: true }}
      InputLabelProps={{ shrink: true }}
      onChange={event => props.onChange(event.target.value)}
    >
      <MenuItem value="">{say('debug.target.none')}</MenuItem>
      {running.map(({ name }) => (
        <MenuItem key={name} value={name}>
          {visibleText(name)}
        </MenuItem>
      ))}
    </TextField>
  );
}
