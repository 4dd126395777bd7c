import type { EntityName, OverviewFilter } from '../src/api/PodHealthApi';
import { FakePodHealthApi } from '../src/testing/FakePodHealthApi';
import { playShell } from './GalleryTerminal';
import { SCENES } from './scenes';

/** The fake backend, playing the scene that is the entity's name, or the one in the address. */
export class GalleryApi extends FakePodHealthApi {
  override streamHealth(
    entity: EntityName,
    options: { signal: AbortSignal; lang: string },
  ) {
    this.#play(entity.name);
    return super.streamHealth(entity, options);
  }

  override streamOverview(
    filter: OverviewFilter,
    options: { signal: AbortSignal; lang: string },
  ) {
    this.#play(decodeURIComponent(window.location.hash.slice(1)));
    return super.streamOverview(filter, options);
  }

  #play(scene: string) {
    Object.assign(this.answers, new FakePodHealthApi().answers, {
      report: undefined,
      streamProblem: undefined,
      logProblem: undefined,
      taken: false,
      ...SCENES[scene],
    });
  }

  override async openTerminal(id: string, options?: { takeOver?: boolean }) {
    await super.openTerminal(id, options);
    const socket = this.sockets[this.sockets.length - 1];
    playShell(socket);
    return socket;
  }
}
