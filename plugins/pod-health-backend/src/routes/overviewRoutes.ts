import type { Request, Router } from 'express';
import type { EntityFilter } from '../entity/types';
import { OverviewFeed } from '../facts/overviewFeed';
import { Gate } from '../time/gate';
import { streamSignal } from './accessSignal';
import { callerOf, langOf } from './caller';
import type { RouterOptions } from './routerOptions';
import { sendEvents } from './sendEvents';

/** Entities whose first answer is gathered at once, by all overviews of this replica: opening one must not be felt by an API server. */
const FIRST_ANSWERS = 8;

/** The health of all entities that the caller may see. */
export function addOverviewRoutes(
  router: Router,
  { httpAuth, access, hub, catalog }: RouterOptions,
): void {
  const { clock } = access;
  const gate = new Gate(FIRST_ANSWERS);
  router.get('/overview/stream', async (request, response) => {
    const credentials = await callerOf(httpAuth, request);
    const filter = filterOf(request);
    const feed = new OverviewFeed({ hub, clock, gate, lang: langOf(request) });
    // Rights and the catalog are read again together: who is not allowed any more, or not there, leaves the overview.
    const list = async () =>
      feed.update(await catalog.list(credentials, filter));
    await list();
    const stream = streamSignal(
      response,
      { credentials, recheck: list },
      access,
    );
    await sendEvents(response, feed.read(stream.signal), stream, clock);
  });
}

/** The request's filter; its shape was checked against openapi.yaml before. A parameter given twice is none. */
function filterOf({ query }: Request): EntityFilter {
  const text = (name: keyof EntityFilter) => {
    const value = query[name];
    return typeof value === 'string' ? { [name]: value } : {};
  };
  return {
    ...text('kind'),
    ...text('owner'),
    ...text('namespace'),
    ...text('system'),
    ...text('q'),
  };
}
