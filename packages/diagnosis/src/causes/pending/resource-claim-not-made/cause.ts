import {
  both,
  defineCause,
  needed,
  newestEvent,
  quoteOf,
} from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { oneLine } from '../../shared/webhook';

/** The first form is 1.26 to 1.30. */
const TEMPLATE =
  /resource ?claim ?template(?:s)?(?:\.resource\.k8s\.io)? "([^"]{1,253})"/i;
const CLAIM = /^PodResourceClaim ([a-z0-9-]{1,63}): (.{1,4000})/s;

export default defineCause({
  id: 'resource-claim-not-made',
  state: 'pending',
  title: both(
    'The device claim of the pod cannot be made',
    '无法创建 Pod 的设备声明（ResourceClaim）',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['controller/resourceclaim'],
  detect({ pod, events, subject }) {
    const { resourceClaims = [], nodeName } = pod.spec;
    const fromTemplate = resourceClaims.filter(
      ({ resourceClaimTemplateName }) =>
        resourceClaimTemplateName !== undefined,
    );
    if (fromTemplate.length === 0 || nodeName || pod.metadata.deletionTimestamp)
      return [];
    const known = needed('events', events);
    const i = newestEvent(
      known,
      ({ reason }) => reason === 'FailedResourceClaimCreation',
    );
    const message = known[i ?? -1]?.message?.slice(0, 8192);
    if (!message) return [];
    const [, claim = '', said = message] = CLAIM.exec(message) ?? [];
    const own = fromTemplate.find(({ name }) => name === claim);
    const template =
      own?.resourceClaimTemplateName ?? TEMPLATE.exec(said)?.[1] ?? '';
    const k = resourceClaims.findIndex(({ name }) => name === claim);
    return [
      {
        data: {
          ...placeOf(subject),
          claim,
          template,
          isMissing: / not found$/.test(said.trim()) && TEMPLATE.test(said),
          said: oneLine(said),
        },
        quotes: [
          ...quoteOf('events', known, `${i}.message`),
          ...quoteOf(
            'pod',
            pod,
            `spec.resourceClaims.${k}.resourceClaimTemplateName`,
          ),
        ],
      },
    ];
  },
  explain({ namespace, pod, claim, template, isMissing, said }) {
    return {
      what: isMissing
        ? both(
            `Pod “${pod}” waits for a device (resource claim “${claim}”), but the template “${template}” for it does not exist in namespace “${namespace}”.`,
            `Pod“${pod}”正在等待设备（资源声明“${claim}”），但命名空间“${namespace}”中没有其模板“${template}”。`,
          )
        : both(
            `Pod “${pod}” waits for a device (resource claim “${claim}”), which cannot be made from the template “${template}”: “${said}”.`,
            `Pod“${pod}”正在等待设备（资源声明“${claim}”），但无法根据模板“${template}”创建：“${said}”。`,
          ),
      why: both(
        'A pod that asks for devices through a claim template (ResourceClaimTemplate) gets a claim of its own, made for it before it is placed on a node. Without that claim it is not placed.',
        '通过声明模板（ResourceClaimTemplate）申请设备的 Pod 会得到一个专属声明，并在分配节点之前创建。没有该声明就不会分配节点。',
      ),
    };
  },
  steps({ namespace, isMissing }) {
    return [
      {
        text: both(
          'See which claims and templates there are.',
          '查看现有的声明和模板。',
        ),
        command: kubectl(
          namespace,
          'get',
          'resourceclaims,resourceclaimtemplates',
        ),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/',
      },
      {
        text: isMissing
          ? both(
              'Correct resourceClaimTemplateName in the manifest, or deliver the template with the service.',
              '改正清单中的 resourceClaimTemplateName，或随服务一起部署该模板。',
            )
          : both(
              'Correct the template, or ask your platform team for what the message says is missing.',
              '改正模板，或按提示向平台团队申请缺少的内容。',
            ),
      },
      {
        text: both(
          'Wait a minute: the claim is made and the pod placed without a restart.',
          '等待一分钟：声明会被创建，Pod 无需重启即可分配节点。',
        ),
      },
    ];
  },
});
