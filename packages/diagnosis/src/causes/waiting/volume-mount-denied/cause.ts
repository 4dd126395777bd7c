import { both, defineCause, placeByName } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import { kubectl } from '../../shared/kubectl';
import { shareOf } from '../../shared/shareOf';
import { volumeFailures } from '../../shared/volumeFailure';
import { nameOfVolume, placeOfVolume } from '../../shared/volumePlace';
import type { Refuser } from './refusers';
import { REFUSALS, REFUSERS } from './refusers';

const refuserOf = (words: string): Refuser =>
  REFUSERS.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';

/** The driver of the volume, where the volumes are known. */
function driverOf(volumes: Fact<FactValues['volumes']>, name: string): string {
  if (volumes.status !== 'ok') return '';
  const i = placeByName(volumes.value, name);
  return volumes.value[i]?.spec.csi?.driver ?? '';
}

export default defineCause({
  id: 'volume-mount-denied',
  state: 'waiting',
  title: both(
    'The storage server denies access to the volume',
    '存储服务器拒绝访问卷',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'claims', 'volumes'],
  covers: ['volume/os-error/nfs-denied', 'volume/os-error/cifs-perm'],
  detect({ subject, ...reading }) {
    return volumeFailures(reading, 'denied').map(one => {
      const message = String(one.quotes[0]?.value ?? '').slice(0, 8192);
      const share = shareOf(message);
      const words = `${driverOf(reading.volumes, one.volume)} ${message} ${
        one.why
      }`;
      return {
        data: {
          ...placeOfVolume(subject, one),
          by: refuserOf(words),
          account: reading.pod.spec.serviceAccountName ?? 'default',
          ...(share !== undefined && { share }),
        },
        quotes: one.quotes,
      };
    });
  },
  explain(data) {
    const { node, by, share } = data;
    const name = nameOfVolume(data);
    const at = share ? both(` to “${share}”`, `“${share}”`) : both('', '');
    return {
      what: both(
        `The pod cannot start: the server of ${name.en} denies node “${node}” access${at.en}.`,
        `Pod 无法启动：${name.zh}的服务器拒绝节点“${node}”访问${at.zh}。`,
      ),
      why: REFUSALS[by].why,
    };
  },
  steps({ namespace, node, by, account }) {
    return [
      {
        text: both(
          'Read server, path and the exact refusal in the events.',
          '在事件中查看服务器、路径和具体的拒绝原因。',
        ),
        action: 'events',
      },
      ...REFUSALS[by].steps(node),
      ...(by === 'bucket'
        ? [
            {
              text: both(
                `Look which cloud identity service account “${account}” stands for (its annotations).`,
                `查看服务账户“${account}”对应的云身份（其注解）。`,
              ),
              command: kubectl(
                namespace,
                'describe',
                'serviceaccount',
                account,
              ),
            },
          ]
        : []),
    ];
  },
});
