import Button, { type ButtonProps } from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';
import { useId, type ReactNode } from 'react';
import { Hidden } from './Hidden';

const useStyles = makeStyles(theme => ({
  refused: {
    color: theme.palette.text.secondary,
    borderColor: theme.palette.divider,
    backgroundColor: 'transparent',
    boxShadow: 'none',
    cursor: 'not-allowed',
    '&:hover': { backgroundColor: 'transparent', boxShadow: 'none' },
  },
  refusedContained: {
    backgroundColor: theme.palette.action.disabledBackground,
    '&:hover': { backgroundColor: theme.palette.action.disabledBackground },
  },
}));

interface GuardedButtonProps {
  readonly children: ReactNode;
  /** Why it cannot be used; absent when it can. */
  readonly refusal?: string;
  /** What the button says to a screen reader, when its text alone is not enough. */
  readonly label?: string;
  readonly onClick: () => void;
  readonly variant?: ButtonProps['variant'];
  readonly color?: ButtonProps['color'];
  readonly size?: ButtonProps['size'];
  readonly startIcon?: ReactNode;
  readonly 'data-testid'?: string;
}

/**
 * A button that a person may not be allowed to use. Then it stays in the tab order and says why, in a tooltip and to a screen
 * reader: a button that is merely `disabled` can do neither.
 */
export function GuardedButton(props: GuardedButtonProps) {
  const { children, refusal, label, onClick, color, ...rest } = props;
  const classes = useStyles();
  const reasonId = useId();
  const refused = refusal !== undefined;
  const contained = refused && rest.variant === 'contained';
  const looks = [
    refused && classes.refused,
    contained && classes.refusedContained,
  ];
  // One element in both cases: a button that is granted while it has the focus must not lose it.
  return (
    <>
      <Tooltip title={refusal ?? ''} arrow>
        <Button
          {...rest}
          className={looks.filter(Boolean).join(' ')}
          color={refused ? undefined : color}
          aria-label={label}
          aria-disabled={refused || undefined}
          aria-describedby={refused ? reasonId : undefined}
          disableRipple={refused}
          // MUI's tooltip would take the place of the label and the description.
          title=""
          onClick={refused ? undefined : onClick}
        >
          {children}
        </Button>
      </Tooltip>
      {refused && <Hidden id={reasonId}>{refusal}</Hidden>}
    </>
  );
}
