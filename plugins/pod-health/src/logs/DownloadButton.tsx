import { useApi } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import Typography from '@material-ui/core/Typography';
import GetAppOutlined from '@material-ui/icons/GetAppOutlined';
import { LIMITS, type Problem } from 'backstage-plugin-pod-health-common';
import { useEffect, useRef, useState } from 'react';
import {
  podHealthApiRef,
  type EntityName,
  type LogQuery,
} from '../api/PodHealthApi';
import { problemOf, sentenceOf } from '../errors/problem';
import { useMessages } from '../i18n/useMessages';
import { numberText } from '../text/numbers';
import { downloadQuery, logFile, logFileName } from './download';

/** Saves the log as a file: more of it than the page holds. */
export function DownloadButton(props: {
  readonly entity: EntityName;
  readonly query: LogQuery;
}) {
  const { say, lang } = useMessages();
  const { start, running, problem } = useDownload(props.entity, props.query);
  return (
    <>
      <Tooltip
        title={say('logs.downloadHint', {
          count: numberText(LIMITS.logTailLinesMax, lang),
        })}
      >
        <Button
          size="small"
          variant="outlined"
          startIcon={<GetAppOutlined />}
          aria-disabled={running}
          onClick={start}
        >
          {say(running ? 'logs.downloading' : 'logs.download')}
        </Button>
      </Tooltip>
      {problem && (
        <Typography variant="body2" role="alert">
          {sentenceOf(problem, say)}
        </Typography>
      )}
    </>
  );
}

function useDownload(entity: EntityName, query: LogQuery) {
  const api = useApi(podHealthApiRef);
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const controller = useRef<AbortController>();
  useEffect(() => () => controller.current?.abort(), []);
  const start = async () => {
    if (running) {
      return;
    }
    const { signal } = (controller.current = new AbortController());
    setRunning(true);
    setProblem(undefined);
    try {
      const batches = api.streamLogs(entity, downloadQuery(query), signal);
      save(await logFile(batches), logFileName(query));
    } catch (error) {
      setProblem(signal.aborted ? undefined : problemOf(error));
    }
    setRunning(false);
  };
  return { start, running, problem };
}

function save(file: Blob, name: string) {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
