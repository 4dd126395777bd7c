import { both, defineCause, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { StorageClass } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { claimTroubles, placeOfClaim, whoseClaim } from '../../shared/claims';
import { CLAIM_FACTS } from '../../shared/claimView';
import { kubectl } from '../../shared/kubectl';

const DEFAULTS = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
];

const isDefault = ({ metadata }: StorageClass) =>
  DEFAULTS.some(name => metadata.annotations?.[name] === 'true');

/** What classes the cluster offers to a claim that names none. */
function offered(classes: Fact<FactValues['storageClasses']>) {
  if (classes.status !== 'ok') return { quotes: [] };
  const i = classes.value.findIndex(isDefault);
  const name = classes.value[i]?.metadata.name;
  return {
    names: classes.value
      .flatMap(({ metadata }) => metadata.name ?? [])
      .sort()
      .slice(0, 5),
    ...(name !== undefined && { default: name }),
    quotes: quoteOf('storageClasses', classes.value, `${i}.metadata.name`),
  };
}

export default defineCause({
  id: 'claim-no-storage-class',
  state: 'pending',
  title: both(
    'A claim names no storage class and there is no default',
    '存储声明未指定存储类且没有默认存储类',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CLAIM_FACTS,
  covers: ['volume/pvc/FailedBinding-noclass', 'scheduler/vb-unbound'],
  detect(reading) {
    return claimTroubles(reading, 'no-class').map(one => {
      const { quotes, ...classes } = offered(reading.storageClasses);
      return {
        data: { ...placeOfClaim(reading.subject, one), ...classes },
        quotes: one.quotes,
        // A default that has come since, which older clusters do not apply to claims made before.
        contradictions: quotes,
      };
    });
  },
  explain(data) {
    const { default: now, names } = data;
    const who = whoseClaim(data);
    const list = (names ?? []).map(name => `“${name}”`);
    const others =
      names === undefined
        ? both('', '')
        : both(
            list.length > 0
              ? ` There is ${list.join(', ')}.`
              : ' This cluster has no class at all.',
            list.length > 0
              ? `现有：${list.join('、')}。`
              : '集群中没有任何存储类。',
          );
    return {
      what: both(
        `${who.en} names no storage class, and no volume that was made beforehand is free for it.`,
        `${who.zh}没有指定存储类，也没有预先创建的空闲持久卷可用。`,
      ),
      why: now
        ? both(
            `The class “${now}” is the default by now; Kubernetes before 1.28 gives it only to claims that are created after it.`,
            `现在“${now}”是默认存储类；1.28 之前的 Kubernetes 只把它用于之后创建的声明。`,
          )
        : both(
            `Without a class no driver makes the disk, and the cluster has no default class to fall back on.${others.en}`,
            `没有存储类就没有驱动来创建磁盘，而集群没有默认存储类可用。${others.zh}`,
          ),
    };
  },
  steps({ namespace, claim, default: now }) {
    return [
      {
        text: both(
          'See which classes there are and which is the default.',
          '查看有哪些存储类以及默认的是哪个。',
        ),
        command: 'kubectl get storageclasses',
      },
      {
        text: both(
          now
            ? 'Delete the claim and deploy it again: it then gets the default class. It holds no data yet.'
            : 'Set storageClassName in the manifest, delete the claim and deploy it again. It holds no data yet.',
          now
            ? '删除该声明并重新部署：它会得到默认存储类。它目前没有数据。'
            : '在清单中设置 storageClassName，删除该声明并重新部署。它目前没有数据。',
        ),
        command: kubectl(namespace, 'delete', 'persistentvolumeclaim', claim),
        link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1',
      },
      {
        text: both(
          'Ask your platform team for a default class, or for a volume made for this claim.',
          '请平台团队设置默认存储类，或为该声明创建持久卷。',
        ),
        link: 'https://kubernetes.io/docs/tasks/administer-cluster/change-default-storage-class/',
      },
    ];
  },
});
