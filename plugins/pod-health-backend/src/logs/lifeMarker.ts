import type { LogMarker } from 'backstage-plugin-pod-health-common';
import type { Life } from './containerLife';

/**
 * What a log stream says about its container's life, if anything. `neverRan`: no instance was known before, so that a first
 * start is no restart.
 */
export function markerOf(life: Life, neverRan: boolean): LogMarker | undefined {
  switch (life.is) {
    case 'gone':
      return { marker: 'ended', why: 'pod-gone' };
    case 'finished': {
      const { exitCode, reason } = life.ending;
      return {
        marker: 'ended',
        why: 'container-ended',
        ...(exitCode !== undefined && { exitCode }),
        ...(reason !== undefined && { reason }),
      };
    }
    case 'next':
      return neverRan ? undefined : { marker: 'restarted', ...life.ending };
    case 'waiting':
      return { marker: 'waiting', ...(life.reason && { reason: life.reason }) };
    default:
      return undefined;
  }
}
