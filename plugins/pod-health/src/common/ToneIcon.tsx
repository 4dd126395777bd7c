import { useTheme } from '@material-ui/core/styles';
import CheckCircleOutline from '@material-ui/icons/CheckCircleOutline';
import ErrorOutline from '@material-ui/icons/ErrorOutline';
import HelpOutline from '@material-ui/icons/HelpOutline';
import ReportProblemOutlined from '@material-ui/icons/ReportProblemOutlined';
import type { Tone } from '../diagnosis/verdict';
import { toneColour } from './tones';

const ICONS = {
  good: CheckCircleOutline,
  warning: ReportProblemOutlined,
  bad: ErrorOutline,
  unknown: HelpOutline,
};

/** The sign of a tone. Decoration only: the words beside it say the same. */
export function ToneIcon(props: {
  readonly tone: Tone;
  readonly size?: 'small' | 'medium' | 'large';
}) {
  const theme = useTheme();
  const Icon = ICONS[props.tone];
  return (
    <Icon
      aria-hidden
      fontSize={props.size ?? 'medium'}
      style={{ color: toneColour(theme, props.tone), flex: 'none' }}
    />
  );
}
