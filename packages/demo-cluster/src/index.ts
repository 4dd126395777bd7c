export type { Clock, Timer } from './clock';
export type * from './faults/types';
export type * from './types';
