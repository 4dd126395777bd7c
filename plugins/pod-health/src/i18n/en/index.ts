import { debug } from './debug';
import { diagnosis } from './diagnosis';
import { errors } from './errors';
import { evidence } from './evidence';
import { logs } from './logs';
import { overview } from './overview';
import { pods } from './pods';
import { terminal } from './terminal';
import { timeline } from './timeline';

/** All sentences in English. `translations.test.ts` holds both languages to the same keys and gaps. */
export const en = {
  ...diagnosis,
  ...evidence,
  ...pods,
  ...overview,
  ...logs,
  ...debug,
  ...terminal,
  ...timeline,
  ...errors,
} as const;
