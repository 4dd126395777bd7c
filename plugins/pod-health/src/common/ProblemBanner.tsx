import Button from '@material-ui/core/Button';
import type { Problem } from 'backstage-plugin-pod-health-common';
import type { ReactNode } from 'react';
import type { Tone } from '../diagnosis/verdict';
import { fixerSentence, sentenceOf } from '../errors/problem';
import { useMessages } from '../i18n/useMessages';
import { Banner } from './Banner';

/** A problem: its sentence, who can fix it, and a way to try again. */
export function ProblemBanner(props: {
  readonly problem: Problem;
  readonly tone?: Tone;
  readonly title?: string;
  readonly onRetry?: () => void;
  readonly retryLabel?: string;
  readonly children?: ReactNode;
}) {
  const { say } = useMessages();
  return (
    <Banner
      role="alert"
      tone={props.tone ?? 'bad'}
      title={props.title ?? sentenceOf(props.problem, say)}
      actions={
        props.onRetry && (
          <Button variant="outlined" size="small" onClick={props.onRetry}>
            {props.retryLabel ?? say('tab.retry')}
          </Button>
        )
      }
    >
      {props.title && <div>{sentenceOf(props.problem, say)}</div>}
      <div>{fixerSentence(props.problem, say)}</div>
      {props.children}
    </Banner>
  );
}
