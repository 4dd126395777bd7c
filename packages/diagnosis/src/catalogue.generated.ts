// Written by `npm run generate`. Do not edit.
import type { CatalogueEntry } from './catalogue';

/** Every cause this version knows, by state and id. */
export const causeCatalogue: readonly CatalogueEntry[] = [
  {
    id: 'container-exits-cleanly',
    state: 'crashing',
    title: {
      en: 'The program finishes, but should run for ever',
      zh: '程序正常结束,但本应一直运行',
    },
    severity: 'critical',
    since: '0.1.0',
    reads: ['pod'],
    mayRead: ['logs'],
    beats: [],
  },
  {
    id: 'container-exits-with-error',
    state: 'crashing',
    title: { en: 'The program ends with an error', zh: '程序因错误退出' },
    severity: 'critical',
    since: '0.1.0',
    reads: ['pod'],
    mayRead: ['logs'],
    beats: [],
  },
  {
    id: 'liveness-probe-kills',
    state: 'crashing',
    title: {
      en: 'Restarted because its liveness probe fails',
      zh: '存活探针失败导致重启',
    },
    severity: 'critical',
    since: '0.1.0',
    reads: ['pod', 'events'],
    mayRead: [],
    beats: ['container-exits-with-error', 'container-exits-cleanly'],
  },
  {
    id: 'missing-command',
    state: 'crashing',
    title: { en: 'The start command cannot be run', zh: '无法执行启动命令' },
    severity: 'critical',
    since: '0.1.0',
    reads: ['pod'],
    mayRead: [],
    beats: ['container-exits-with-error'],
  },
  {
    id: 'out-of-memory',
    state: 'crashing',
    title: {
      en: 'Killed for using more memory than its limit',
      zh: '内存超过上限而被终止',
    },
    severity: 'critical',
    since: '0.1.0',
    reads: ['pod'],
    mayRead: [],
    beats: ['container-exits-with-error', 'missing-command'],
  },
];
