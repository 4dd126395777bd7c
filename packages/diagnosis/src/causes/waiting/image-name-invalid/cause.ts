import type { Text } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import { pullFailures } from '../../shared/imagePull';
import { imagePath, pullFacts } from '../../shared/pullFindings';

type Fault =
  | 'template'
  | 'scheme'
  | 'space'
  | 'tags'
  | 'no-tag'
  | 'digest'
  | 'upper'
  | 'empty'
  | 'other';

/** Asked in this order: a template left unfilled holds spaces and capitals as well. */
const FAULTS: readonly (readonly [Fault, RegExp])[] = [
  ['template', /\{\{|\}\}|\$[({]|<[^>]{0,80}>|%[A-Za-z_]{1,80}%/],
  ['scheme', /^[a-z]{1,12}:\/\//i],
  ['space', /\s/],
  ['empty', /^$|^[:/]|\/\/|\/:|\/$/],
  ['no-tag', /[:@]$/],
  ['digest', /@/],
  ['tags', /:[^/:]{0,200}:[^/]{0,200}$/],
  [
    'upper',
    /\/.{0,255}[A-Z].{0,255}(?::|$)|^[^/:]{0,255}[A-Z][^/:]{0,255}(?::|$)/,
  ],
];

const WHY: Readonly<Record<Fault, Text>> = {
  template: both(
    'A placeholder was left in it: the tool that fills in the manifest (Helm, kustomize, the pipeline) did not replace it.',
    '其中残留了占位符：填充清单的工具（Helm、kustomize 或流水线）没有替换它。',
  ),
  scheme: both(
    'It begins with a web address scheme; the name of an image begins with the registry’s host alone.',
    '它以网址协议开头；镜像名称应直接以仓库主机名开头。',
  ),
  space: both(
    'There is a space or a line break in it.',
    '其中含有空格或换行。',
  ),
  empty: both(
    'A part of it is empty: a variable for the registry or the repository was probably not set.',
    '其中有一部分为空：可能是仓库地址或镜像库的变量没有设置。',
  ),
  'no-tag': both(
    'It ends where the version should follow: a variable for the version was probably not set.',
    '它在应写版本的位置就结束了：可能是版本变量没有设置。',
  ),
  digest: both(
    'What follows the @ is no digest: that is “sha256:” and 64 letters of 0-9 and a-f.',
    '@ 后面不是有效的摘要：应为“sha256:”加 64 个 0-9、a-f 字符。',
  ),
  tags: both(
    'It has two versions: a version was probably added to a name that already had one.',
    '它带有两个版本：可能是在已有版本的名称后又加了一个版本。',
  ),
  upper: both(
    'There are capital letters in it; only the version may have them.',
    '其中含有大写字母；只有版本部分可以使用大写。',
  ),
  other: both(
    'A letter in it is not allowed: names consist of a-z, 0-9, dots, dashes and underscores, parted by slashes.',
    '其中含有不允许的字符：名称由 a-z、0-9、点、短横线和下划线组成，以斜杠分隔。',
  ),
};

/** The name as it may have been meant, where only one reading is likely. */
function meant(image: string, fault: Fault): string | undefined {
  if (fault === 'scheme') return image.replace(/^[a-z]{1,12}:\/\//i, '');
  if (fault !== 'upper') return undefined;
  const colon = image.indexOf(':', image.lastIndexOf('/') + 1);
  const end = colon === -1 ? image.length : colon;
  return image.slice(0, end).toLowerCase() + image.slice(end);
}

export default defineCause({
  id: 'image-name-invalid',
  state: 'waiting',
  title: both('The image’s name is not valid', '镜像名称不合法'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['waiting/InvalidImageName', 'pull/ref'],
  detect({ pod, events, subject }) {
    return pullFailures(pod, events, 'name-invalid').map(failure => {
      const { container, image, quotes } = failure;
      const known = FAULTS.find(([, pattern]) =>
        pattern.test(image.slice(0, 1024)),
      );
      const fault: Fault = known?.[0] ?? 'other';
      const better = meant(image, fault);
      return {
        container: container.name,
        data: {
          ...pullFacts(pod, subject, failure),
          fault,
          ...(better && { better }),
        },
        quotes: [...quotes, ...quoteOf('pod', pod, imagePath(pod, failure))],
      };
    });
  },
  explain({ container, image, fault, better }) {
    const instead = better
      ? both(` Perhaps “${better}” is meant.`, `也许应为“${better}”。`)
      : both('', '');
    return {
      what: both(
        `Container “${container}” cannot start, because “${image}” is not a valid name of an image; no registry was asked.`,
        `容器“${container}”无法启动，因为“${image}”不是合法的镜像名称；尚未向任何仓库请求。`,
      ),
      why: both(
        `${WHY[fault].en}${instead.en}`,
        `${WHY[fault].zh}${instead.zh}`,
      ),
    };
  },
  steps({ container, isVolume, fault }) {
    return [
      {
        text:
          fault === 'template' || fault === 'empty' || fault === 'no-tag'
            ? both(
                'Look at the manifest as it was applied: which variable or value of the pipeline is empty or misspelt?',
                '查看实际部署的清单：流水线中哪个变量或值为空或拼写错误？',
              )
            : both(
                'Look at how the name is put together in the manifest, the chart or the pipeline.',
                '查看清单、Chart 或流水线中该名称是如何拼接的。',
              ),
      },
      {
        text: isVolume
          ? both(
              'Correct the reference of the image volume and deploy again; waiting does not help.',
              '改正镜像卷的 reference 并重新部署；等待没有用。',
            )
          : both(
              `Correct the image of container “${container}” and deploy again; waiting does not help.`,
              `改正容器“${container}”的镜像并重新部署；等待没有用。`,
            ),
        link: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
      },
    ];
  },
});
