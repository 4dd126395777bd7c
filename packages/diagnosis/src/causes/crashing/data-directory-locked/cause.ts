import type { Quote, Step, Text } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import { mountOf } from '../../shared/lastWordsMount';
import { readBefore } from '../../shared/steps';
import { freeTable, isMigrator, whyOfTable } from './tableLock';

/** Another pod that runs with the same claim. */
function rivalOf(
  own: string,
  claim: string | undefined,
  pods: Fact<FactValues['namespacePods']>,
): { other?: string; quotes: readonly Quote[] } {
  if (pods.status !== 'ok' || claim === undefined) return { quotes: [] };
  const i = pods.value.findIndex(
    ({ metadata, spec, status }) =>
      metadata.name !== own &&
      status.phase === 'Running' &&
      spec.volumes.some(
        ({ persistentVolumeClaim }) =>
          persistentVolumeClaim?.claimName === claim,
      ),
  );
  const other = pods.value[i]?.metadata.name;
  return other === undefined
    ? { quotes: [] }
    : {
        other,
        quotes: quoteOf('namespacePods', pods.value, `${i}.metadata.name`),
      };
}

/** For a program that cannot tell a lock of another from a directory that it may not write. */
function eitherInWords(path: string | undefined, who: Text, again: Text) {
  const where = path ?? 'data';
  return {
    what: both(
      `The program in ${who.en} ended because it could not lock its data in “${where}”${again.en}.`,
      `${who.zh}中的程序因无法锁定“${where}”中的数据而结束${again.zh}。`,
    ),
    why: both(
      'It says itself that it may be one of two: its user may not write there (the volume belongs to another user or group), or another instance uses the same directory. No other running pod with this claim was found.',
      '程序自己说明有两种可能：其用户无权写入该目录（卷属于其他用户或组），或另一个实例正在使用同一目录。没有发现使用该存储卷声明的其他运行中的 Pod。',
    ),
  };
}

/** The first thing to look at where both may be. */
const WRITABLE: Step = {
  text: both(
    'Check whether the program’s user may write to the directory: set fsGroup in the pod’s securityContext to its group, or change the owner in an init container.',
    '检查程序的用户能否写入该目录：在 Pod 的 securityContext 中将 fsGroup 设为其所属组，或在初始化容器中修改属主。',
  ),
  action: 'debug',
  link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
};

export default defineCause({
  id: 'data-directory-locked',
  state: 'crashing',
  title: both('It cannot get the lock of its data', '无法取得数据的锁'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs', 'namespacePods'],
  beats: endings,
  covers: [],
  detect({ pod, logs, namespacePods, subject, now }) {
    return lastWords('data-directory-locked', pod, logs, now).map(
      ({ container, data, facts, kind, quotes }) => {
        const path = facts.path ?? facts.name;
        const mount = mountOf(pod, container, path);
        const claim = mount?.kind === 'claim' ? mount.source : undefined;
        const { other, quotes: known } = rivalOf(
          subject.name,
          claim,
          namespacePods,
        );
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            ...data,
            path,
            claim,
            other,
            isEither: kind === 'or-not-writable',
            ...(isMigrator(kind) && { migrator: kind }),
          },
          quotes: [...quotes, ...(mount?.quotes ?? []), ...known],
        };
      },
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { path, other, claim, migrator } = data;
    if (migrator) return whyOfTable(migrator, who, again);
    if (data.isEither && other === undefined)
      return eitherInWords(path, who, again);
    const name =
      path === undefined
        ? both('its data', '其数据')
        : both(`“${path}”`, `“${path}”`);
    return {
      what: both(
        `The program in ${who.en} ended because ${name.en} is locked by another instance${again.en}.`,
        `${who.zh}中的程序因${name.zh}被其他实例锁定而结束${again.zh}。`,
      ),
      why:
        other === undefined
          ? both(
              'Only one process may write such data. Either another pod with the same volume still runs, as during a rolling update, or the last instance was killed and left its lock behind.',
              '此类数据只允许一个进程写入。要么另一个使用同一卷的 Pod 仍在运行（例如滚动更新期间），要么上一个实例被强制终止而留下了锁。',
            )
          : both(
              `Only one process may write such data, and pod “${other}” runs with the same claim “${claim}”.`,
              `此类数据只允许一个进程写入，而 Pod“${other}”正在使用同一存储卷声明“${claim}”。`,
            ),
    };
  },
  steps(data) {
    const { namespace, other, migrator } = data;
    if (migrator) return freeTable(migrator, namespace, data.action);
    return [
      ...(data.isEither && other === undefined ? [WRITABLE] : []),
      {
        text: both(
          'See which pods use the same volume.',
          '查看哪些 Pod 使用同一个卷。',
        ),
        command: kubectl(namespace, 'get', 'pods', '-o', 'wide'),
      },
      {
        text: both(
          `Wait until ${
            other === undefined ? 'the former pod' : `pod “${other}”`
          } has ended; a Deployment with one volume needs strategy Recreate and one replica, or should be a StatefulSet.`,
          `等待${
            other === undefined ? '之前的 Pod' : ` Pod“${other}”`
          }结束；只有一个卷的 Deployment 应使用 Recreate 策略和单副本，或改为 StatefulSet。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment',
      },
      {
        text: both(
          'Remove a lock that was left behind only when certainly nobody else uses the volume: otherwise the data is damaged.',
          '只有在确定无人使用该卷时才删除遗留的锁：否则会损坏数据。',
        ),
      },
      readBefore(data.action),
    ];
  },
});
