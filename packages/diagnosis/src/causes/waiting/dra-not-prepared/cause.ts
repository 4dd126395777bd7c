import { both, defineCause, listEn, listZh, quoteOf } from '../../../engine';
import { innerError, innerInWords } from '../../shared/innerError';
import { kubectl, podsOf } from '../../shared/kubectl';
import {
  SANDBOX_FACTS,
  sandboxFinding,
  triesInWords,
  WITHOUT_SANDBOX,
} from '../../shared/sandboxFailure';

type Kind =
  | 'unregistered'
  | 'claim-missing'
  | 'not-reserved'
  | 'driver'
  | 'timeout';

const DRIVER =
  /DRA driver "?([\w.-]{1,253})"? is not registered|plugin name "?([\w.-]{1,253})"? not found in the list of registered|driver(?: name)?:? "?([\w-]{1,63}\.[\w.-]{1,190})/;
const CLAIM =
  /resourceclaims?(?:\.resource\.k8s\.io)? "([\w.-]{1,253})"|ResourceClaim ([\w.-]{1,253})/;

function kindOf(said: string): Kind {
  if (/not registered|list of registered/.test(said)) return 'unregistered';
  if (/resourceclaims?\S{0,40} "[^"]{1,253}" not found/.test(said))
    return 'claim-missing';
  if (/not (?:allowed to use|reserved)|not allocated|does not match/.test(said))
    return 'not-reserved';
  return /deadline ?exceeded|timed out|Unavailable/i.test(said)
    ? 'timeout'
    : 'driver';
}

/** Why, by what the kubelet or the driver says. */
function whyOf(
  kind: Kind,
  driver: string | undefined,
  claim: string | undefined,
) {
  const of = driver ? ` “${driver}”` : '';
  const ofZh = driver ? `“${driver}”` : '';
  return {
    unregistered: both(
      `The driver${of} that hands out such devices has not registered with the kubelet: its pod is not running on that node, is still starting, or crashes.`,
      `负责分配此类设备的驱动${ofZh}没有向 kubelet 注册：其 Pod 没有在该节点上运行、仍在启动或正在崩溃。`,
    ),
    'claim-missing': both(
      `The claim${
        claim ? ` “${claim}”` : ''
      } was deleted after the pod had been placed.`,
      `资源申请${claim ? `“${claim}”` : ''}在 Pod 被调度之后已被删除。`,
    ),
    'not-reserved': both(
      'The claim is not set aside for this pod: another pod holds it, or it was made anew with the same name.',
      '该资源申请没有为此 Pod 预留：被其他 Pod 占用，或以同名重新创建。',
    ),
    timeout: both(
      `The driver${of} did not answer in time.`,
      `驱动${ofZh}没有及时响应。`,
    ),
    driver: both(
      `The driver${of} refused or failed.`,
      `驱动${ofZh}拒绝或出错。`,
    ),
  }[kind];
}

export default defineCause({
  id: 'dra-not-prepared',
  state: 'waiting',
  title: both(
    'The node cannot prepare a device the pod claims',
    '节点无法准备 Pod 申请的设备',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: SANDBOX_FACTS,
  beats: WITHOUT_SANDBOX,
  covers: ['kubelet-sandbox/event/FailedPrepareDynamicResources'],
  detect: reading =>
    sandboxFinding(reading, 'dra-not-prepared', ({ said }) => {
      const { pod } = reading;
      const claims = pod.spec.resourceClaims ?? [];
      const driver = DRIVER.exec(said)
        ?.slice(1)
        .find(one => one !== undefined);
      const claim = CLAIM.exec(said)
        ?.slice(1)
        .find(one => one !== undefined);
      return {
        data: {
          kind: kindOf(said),
          says: innerError(said),
          claims: claims.flatMap(({ name }) => (name ? [name] : [])),
          ...(driver !== undefined && { driver }),
          ...(claim !== undefined && { claim }),
        },
        quotes: claims.flatMap((_, i) => [
          ...quoteOf('pod', pod, `spec.resourceClaims.${i}.name`),
          ...quoteOf('pod', pod, `spec.resourceClaims.${i}.resourceClaimName`),
        ]),
      };
    }),
  explain({ kind, claims, claim, driver, says, ...data }) {
    const why = whyOf(kind, driver, claim);
    const words = innerInWords(kind === 'driver' ? says : undefined);
    const tries = triesInWords(data);
    const named =
      claims.length > 0
        ? both(
            ` by resource claim: ${listEn(claims)}`,
            `（资源申请：${listZh(claims)}）`,
          )
        : both('', '');
    return {
      what: both(
        `No container of the pod can start: node “${data.node}” could not prepare the devices it claims${named.en} (tried ${tries.en}).`,
        `Pod 的容器都无法启动：节点“${data.node}”无法准备它申请的设备${named.zh}（已尝试 ${tries.zh}）。`,
      ),
      why: both(`${why.en}${words.en}`, `${why.zh}${words.zh}`),
    };
  },
  steps({ kind, namespace, node, driver }) {
    const of = driver ? ` “${driver}”` : '';
    const ofZh = driver ? `“${driver}”` : '';
    return [
      {
        text: both(
          'Look at the claims: are they there, allocated and reserved for this pod?',
          '查看资源申请：是否存在、已分配，并为此 Pod 预留。',
        ),
        command: kubectl(namespace, 'get', 'resourceclaims', '-o', 'wide'),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/',
      },
      {
        text: both(
          `Look whether the pod of the driver${of} runs on node “${node}”.`,
          `查看驱动${ofZh}的 Pod 是否在节点“${node}”上运行。`,
        ),
        command: podsOf(node),
      },
      {
        text:
          kind === 'claim-missing' || kind === 'not-reserved'
            ? both(
                'Recreate the pod, so that the scheduler reserves its claims anew.',
                '重新创建该 Pod，让调度器重新预留其资源申请。',
              )
            : both(
                `Let your platform team know: the device driver${of} on node “${node}” does not prepare devices; once it does, the pod starts by itself.`,
                `通知平台团队：节点“${node}”上的设备驱动${ofZh}无法准备设备；恢复后 Pod 会自行启动。`,
              ),
      },
    ];
  },
});
