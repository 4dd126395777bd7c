import IconButton from '@material-ui/core/IconButton';
import Tooltip from '@material-ui/core/Tooltip';
import FileCopyOutlined from '@material-ui/icons/FileCopyOutlined';
import { useState } from 'react';
import { useMessages } from '../i18n/useMessages';
import { Hidden } from './Hidden';

/** Copies a text; says whether it worked. */
export function CopyButton(props: { readonly text: string }) {
  const { say } = useMessages();
  const [outcome, setOutcome] = useState<
    'step.copied' | 'step.copyFailed' | undefined
  >();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text);
      setOutcome('step.copied');
    } catch {
      // No clipboard without https or permission: the reader is told.
      setOutcome('step.copyFailed');
    }
  };
  return (
    <>
      <Tooltip
        title={say(outcome ?? 'step.copy')}
        onClose={() => setOutcome(undefined)}
      >
        <IconButton size="small" aria-label={say('step.copy')} onClick={copy}>
          <FileCopyOutlined fontSize="small" />
        </IconButton>
      </Tooltip>
      <Hidden live>{outcome ? say(outcome) : ''}</Hidden>
    </>
  );
}
