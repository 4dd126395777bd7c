import Typography from '@material-ui/core/Typography';
import { Hidden } from '../common/Hidden';
import { useSteadyNow } from '../common/steadyClock';
import { useMessages } from '../i18n/useMessages';
import { countdown } from '../text/time';
import { millisecondsUntil, type Deadlines } from './terminalState';

/** The time the shell has left, by the server's clock. Not read out each second: a screen reader would say nothing else. */
export function Countdown({ deadlines }: { readonly deadlines: Deadlines }) {
  const { say } = useMessages();
  const now = useSteadyNow(1000);
  const left = millisecondsUntil(deadlines.endsAt, deadlines, now);
  return (
    <Typography
      variant="body2"
      role="timer"
      aria-live="off"
      style={{ fontVariantNumeric: 'tabular-nums' }}
    >
      <Hidden>{`${say('terminal.leftLabel')}: `}</Hidden>
      {say('terminal.left', { time: countdown(left) })}
    </Typography>
  );
}
