import type {
  Overview,
  OverviewEvent,
  OverviewHealth,
  OverviewRow,
} from 'backstage-plugin-pod-health-common';
import { NOW } from './reports';

/** One entity with some health; healthy with one pod unless told. */
export function row(
  name: string,
  health: Partial<OverviewHealth> = {},
  changes: Partial<OverviewRow> = {},
): OverviewRow {
  return {
    entity: `component:default/${name}`,
    title: name,
    owner: 'group:default/shop',
    health: {
      verdict: 'healthy',
      podCount: 1,
      sickPodCount: 0,
      unseen: [],
      asOf: NOW,
      ...health,
    },
    ...changes,
  };
}

/** A failing entity. */
export function failing(name: string, title = 'The image does not exist') {
  const cause = { id: 'image-not-found', title };
  return row(name, { verdict: 'failing', sickPodCount: 1, cause });
}

/** An overview of rows. */
export function overview(
  rows: readonly OverviewRow[],
  notFollowed: Overview['notFollowed'] = {
    count: 0,
    more: false,
    entities: [],
  },
): Overview {
  return { asOf: NOW, rows: [...rows], notFollowed };
}

/** The first event of a stream. */
export function whole(of: Overview): OverviewEvent {
  return { type: 'overview', seq: 1, overview: of };
}

/** Events that come when a test says so. */
export class EventQueue implements AsyncIterable<OverviewEvent> {
  #waiting: OverviewEvent[] = [];
  #wake = () => {};

  push(...events: OverviewEvent[]) {
    this.#waiting.push(...events);
    this.#wake();
  }

  async *[Symbol.asyncIterator]() {
    for (;;) {
      yield* this.#waiting.splice(0);
      await new Promise<void>(resolve => {
        this.#wake = resolve;
        if (this.#waiting.length > 0) {
          resolve();
        }
      });
    }
  }
}
