import type { ContainerView, Step, Text } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import type { Pod } from '../../../facts/objects';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import type { MountOfPath } from '../../shared/lastWordsMount';
import { likelyMountOf, mountOf } from '../../shared/lastWordsMount';
import { mountInWords } from '../../shared/mountInWords';
import { FIX, WHY } from './kinds';
import { howLost, keepData, lostFrom } from './lost';

/** Against the next jump. */
const pin = (image: string): Step => ({
  text: both(
    `Pin the image to a version (it is ${image}), so that it never jumps by itself.`,
    `将镜像固定到具体版本（目前是 ${image}），避免自动跳级。`,
  ),
});

/** Before any repair. */
const saveFirst = (namespace: string, claim: string | undefined): Step => ({
  text: both(
    'Save a copy of the volume (a snapshot) first: a wrong repair cannot be undone.',
    '先保存卷的副本（快照）：错误的修复无法撤销。',
  ),
  ...(claim === undefined
    ? {}
    : { command: kubectl(namespace, 'describe', 'pvc', claim) }),
  link: 'https://kubernetes.io/docs/concepts/storage/volume-snapshots/',
});

/** Whether anything is mounted that a program could keep data on. */
function hasData(pod: Pod, { spec }: ContainerView): boolean {
  return (spec?.volumeMounts ?? []).some(({ name }) => {
    const { configMap, secret, projected, other } =
      pod.spec.volumes.find(one => one.name === name) ?? {};
    return !(configMap ?? secret ?? projected ?? other);
  });
}

/** Why, and of a file that lies on the node, on which. */
function whyOf(
  kind: string,
  lies: MountOfPath | undefined,
  node: string | undefined,
): Text {
  const why =
    WHY[kind] ?? both('The data does not fit the program.', '数据与程序不符。');
  if (!lies) return why;
  const place = mountInWords(lies);
  const only =
    lies.kind === 'hostPath' && node !== undefined
      ? both(
          ` So only the pod on node “${node}” is concerned.`,
          `因此只涉及节点“${node}”上的 Pod。`,
        )
      : both('', '');
  return both(
    `${why.en} ${place.en}${only.en}`,
    `${why.zh}${place.zh}${only.zh}`,
  );
}

export default defineCause({
  id: 'data-directory-incompatible',
  state: 'crashing',
  title: both(
    'Data on its volume does not fit the program',
    '卷上的数据与程序不符',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('data-directory-incompatible', pod, logs, now).map(
      ({ container, data, facts, kind, quotes }) => {
        const isLost = kind === 'lost';
        const named = mountOf(pod, container, facts.path);
        const mount =
          named ??
          (isLost ? likelyMountOf(pod, container, undefined) : undefined);
        const list = container.kind === 'app' ? 'containers' : 'initContainers';
        const c = pod.spec[list].findIndex(
          ({ name }) => name === container.name,
        );
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            ...data,
            kind: kind ?? 'version',
            path: facts.path,
            have: facts.have,
            want: facts.want,
            volume: mount?.volume,
            ...(isLost && { from: lostFrom(mount, hasData(pod, container)) }),
            ...(kind === 'state-file' && {
              lies: mount,
              node: pod.spec.nodeName,
            }),
            claim: mount?.kind === 'claim' ? mount.source : undefined,
            image: container.spec?.image ?? '',
          },
          quotes: [
            ...quotes,
            ...(mount?.quotes ?? []),
            ...quoteOf('pod', pod, `spec.${list}.${c}.image`),
          ],
        };
      },
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { kind, path, have, want, from } = data;
    const at =
      path === undefined
        ? both('its data', '其数据')
        : both(`the data in ${path}`, `${path} 中的数据`);
    const versions =
      have === undefined
        ? both('', '')
        : both(
            ` (written by ${have}${
              want === undefined ? '' : `, the program is ${want}`
            })`,
            `（由 ${have} 写入${
              want === undefined ? '' : `，程序为 ${want}`
            }）`,
          );
    if (from)
      return {
        what: both(
          `The program in ${who.en} ended because it has lost the data by which its cluster knows it${again.en}.`,
          `${who.zh}中的程序因丢失了集群据以识别它的数据而结束${again.zh}。`,
        ),
        why: howLost(from, data.volume, data.claim),
      };
    return {
      what: both(
        `The program in ${who.en} ended because it cannot use ${at.en}${versions.en}${again.en}.`,
        `${who.zh}中的程序因无法使用${at.zh}${versions.zh}而结束${again.zh}。`,
      ),
      why: whyOf(kind, data.lies, data.node),
    };
  },
  steps(data) {
    const { kind, claim, namespace, image, from } = data;
    const isVersion = kind === 'version' || kind === 'unclean';
    return [
      {
        text: both(
          'Read the whole message before anything else is changed.',
          '在做任何改动之前，先查看完整的报错。',
        ),
        action: data.action,
      },
      ...(from || kind === 'state-file' ? [] : [saveFirst(namespace, claim)]),
      {
        text:
          FIX[kind] ??
          both(
            'Compare the image with the one that wrote the data.',
            '对照写入数据的镜像。',
          ),
      },
      ...(from ? [keepData(from)] : []),
      ...(isVersion ? [pin(image)] : []),
    ];
  },
});
