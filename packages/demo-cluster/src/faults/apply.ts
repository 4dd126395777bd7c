import type { Answer, BreakAfter } from '../api/Answer';
import { failure } from '../api/status';
import type { FaultAction } from './types';

/** How an answer breaks under a fault; undefined when the fault is not of that sort. */
export function breakOf(
  fault: FaultAction | undefined,
): BreakAfter | undefined {
  switch (fault?.kind) {
    case 'drop':
      return { bytes: fault.afterBytes ?? 0, how: fault.by ?? 'rst' };
    case 'stall':
      return { bytes: fault.afterBytes ?? 0, how: 'stall' };
    default:
      return undefined;
  }
}

const REASONS: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  410: 'Expired',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};

const LINE_BYTES = 100;

async function bigLog(answer: Answer, bytes: number): Promise<void> {
  answer.begin(200, 'text/plain');
  const lines = Math.ceil(bytes / LINE_BYTES);
  let line = 0;
  let open = true;
  while (open && line < lines) {
    const block: string[] = [];
    for (let i = 0; i < 1000 && line < lines; i++, line++) {
      block.push(
        `2026-01-01T00:00:00.000000000Z ${String(line + 1)} `.padEnd(
          LINE_BYTES - 1,
          'x',
        ),
      );
    }
    open = await answer.write(Buffer.from(`${block.join('\n')}\n`));
  }
  answer.end();
}

async function longLine(answer: Answer, bytes: number): Promise<void> {
  answer.begin(200, 'text/plain');
  const block = Buffer.alloc(64 * 1024, 'x');
  let open = await answer.write(Buffer.from('2026-01-01T00:00:00.000000000Z '));
  for (let left = bytes; open && left > 0; left -= block.length) {
    open = await answer.write(block.subarray(0, Math.min(left, block.length)));
  }
  answer.end();
}

type StatusFault = Extract<FaultAction, { kind: 'status' }>;

/** The failure that was scripted, with the reason the API gives for its code when none was. */
async function scriptedStatus(
  answer: Answer,
  fault: StatusFault,
): Promise<void> {
  const { code, message = 'scripted', retryAfterSeconds } = fault;
  const headers: Record<string, string> =
    retryAfterSeconds === undefined
      ? {}
      : { 'retry-after': String(retryAfterSeconds) };
  const reason = fault.reason ?? REASONS[code];
  await answer.json(code, failure(code, reason, message), headers);
}

/** Answers in the place of the API. False when the fault is none that answers: the request goes its usual way. */
export async function answerWithFault(
  fault: FaultAction | undefined,
  answer: Answer,
): Promise<boolean> {
  switch (fault?.kind) {
    case 'blackhole':
      return true;
    case 'redirect':
      answer.empty(fault.code ?? 302, { location: fault.location });
      return true;
    case 'status':
      await scriptedStatus(answer, fault);
      return true;
    case 'gone':
      if (fault.as === 'status') {
        await answer.status(
          failure(410, 'Expired', 'too old resource version: 1 (2)'),
        );
        return true;
      }
      return false;
    case 'bytes':
      await answer.whole(
        200,
        fault.contentType ?? 'application/json',
        Buffer.from(fault.bytes),
      );
      return true;
    case 'bigLog':
      await bigLog(answer, fault.bytes);
      return true;
    case 'longLine':
      await longLine(answer, fault.bytes);
      return true;
    default:
      return false;
  }
}
