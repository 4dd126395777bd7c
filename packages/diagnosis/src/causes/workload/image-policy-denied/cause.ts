import { both, defineCause, listEn, listZh } from '../../../engine';
import { CREATE_FACTS, createFailures } from '../../shared/createFailure';
import { thingsOf, whoOf } from '../../shared/lacking';
import { oneLine } from '../../shared/webhook';

export default defineCause({
  id: 'image-policy-denied',
  state: 'workload',
  title: both(
    'The cluster’s image policy refuses the image',
    '集群的镜像策略拒绝了该镜像',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CREATE_FACTS,
  alsoWhenHealthy: true,
  covers: ['admission/imagepolicy'],
  detect(reading) {
    return createFailures(reading, 'image-policy-denied').map(
      ({ answer, maker, who, quotes }) => {
        const reason = /denied one or more images: (.{1,2000})/s.exec(
          answer,
        )?.[1];
        const { containers = [], initContainers = [] } =
          maker.spec.template?.spec ?? {};
        const images = [...initContainers, ...containers].flatMap(
          ({ image }) => image ?? [],
        );
        return {
          data: {
            who,
            images: [...new Set(images)].slice(0, 5),
            ...(reason !== undefined && { reason: oneLine(reason) }),
          },
          quotes,
        };
      },
    );
  },
  explain({ who, images, reason }) {
    const name = whoOf(who);
    const things = thingsOf(who);
    const names = images.map(image => `“${image}”`);
    const said = reason
      ? both(` and says: “${reason}”`, `，并说明：“${reason}”`)
      : both(' without saying why', '，且没有说明原因');
    const of =
      names.length > 0
        ? both(` (${listEn(names)})`, `（${listZh(names)}）`)
        : both('', '');
    return {
      what: both(
        `${name.en} cannot create ${things.en}: the image policy of the cluster refuses one of the images${of.en}${said.en}.`,
        `${name.zh}无法创建${things.zh}：集群的镜像策略拒绝了其中的镜像${of.zh}${said.zh}。`,
      ),
      why: both(
        'The cluster asks a policy service (ImagePolicyWebhook) about the images of each pod: it may allow certain registries only, or demand that an image was scanned or signed.',
        '集群会就每个 Pod 的镜像询问策略服务（ImagePolicyWebhook）：它可能只允许特定的镜像仓库，或要求镜像经过扫描或签名。',
      ),
    };
  },
  steps() {
    return [
      {
        text: both(
          'Compare registry, tag and digest of the images with what your organisation allows.',
          '将镜像的仓库、标签和摘要与组织允许的范围进行核对。',
        ),
      },
      {
        text: both(
          'Publish the image through the usual pipeline, so that it is scanned and signed, and use that one.',
          '通过规定的流水线发布镜像，使其经过扫描和签名，然后使用它。',
        ),
      },
      {
        text: both(
          'Ask those who run the image policy why it says no.',
          '向镜像策略的负责人询问拒绝的原因。',
        ),
        link: 'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#imagepolicywebhook',
      },
    ];
  },
});
