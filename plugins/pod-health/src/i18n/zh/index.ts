import type { en } from '../en';
import { debug } from './debug';
import { diagnosis } from './diagnosis';
import { errors } from './errors';
import { evidence } from './evidence';
import { logs } from './logs';
import { overview } from './overview';
import { pods } from './pods';
import { terminal } from './terminal';
import { timeline } from './timeline';

/** 全部简体中文文案；键与英文逐一对应。 */
const zh: Record<keyof typeof en, string> = {
  ...diagnosis,
  ...evidence,
  ...pods,
  ...overview,
  ...logs,
  ...debug,
  ...terminal,
  ...timeline,
  ...errors,
};

export default zh;
