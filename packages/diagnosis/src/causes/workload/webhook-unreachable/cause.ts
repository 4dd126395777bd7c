import type { Step, Text } from '../../../engine';
import { both, defineCause, duration, parseTime } from '../../../engine';
import { CREATE_FACTS, createFailures } from '../../shared/createFailure';
import { kubectl } from '../../shared/kubectl';
import { retryCommand, thingsOf, whoOf } from '../../shared/lacking';
import type { Webhook } from '../../shared/webhook';
import { LIST_WEBHOOKS, webhookIn } from '../../shared/webhook';
import type { Deadlock } from './deadlock';
import { deadlockInWords, deadlockOf, deadlockSteps } from './deadlock';
import { faultInWords, faultOf } from './fault';

/** Faults of trust: the program may be well. */
const TRUST: ReadonlySet<string> = new Set(['certificate', 'expired', 'over']);

/** What is left of a program that was taken away. */
const GONE: ReadonlySet<string> = new Set(['no-service', 'no-namespace']);

const RENEW: Step = {
  text: both(
    'Compare the certificate authority in its configuration (caBundle) with the certificate it serves, and renew what is old; most installations leave that to cert-manager or to a job of their own.',
    '将其配置中的证书颁发机构（caBundle）与它使用的证书进行核对，并更新过期的部分；多数安装由 cert-manager 或自带的任务负责。',
  ),
  command: LIST_WEBHOOKS,
};

const CLOCKS: Step = {
  text: both(
    'Ask your platform team to compare the clocks of the control plane and of the machines (time synchronisation): the certificate was made by a clock that runs ahead, or the API server’s is behind. Once the clocks agree, have it made anew if it still lies in the future.',
    '请平台团队核对控制面与各机器的时钟（时间同步）：签发证书的时钟偏快，或 API 服务器的时钟偏慢。时钟一致后，如证书仍未生效则重新签发。',
  ),
};

/** `current time A is before B`: how far apart, in words. */
const TIMES = /current time (\S{1,40}) is (?:before|after) ([\dT:.+Z-]{1,40})/;

function apartIn(answer: string): Text {
  const [, now, limit] = TIMES.exec(answer) ?? [];
  const [from, to] = [parseTime(now), parseTime(limit)];
  if (from === undefined || to === undefined) return both('', '');
  const { en, zh } = duration(Math.abs(to - from) / 1000);
  return from < to
    ? both(` (it begins ${en} later)`, `（还差 ${zh}）`)
    : both(` (${en} ago)`, `（${zh}前）`);
}

/** The pods that should answer when they are known, else the configuration. */
function whereToLook(
  { service, namespace, name }: Webhook,
  fault: string,
): Step {
  if (namespace && service && GONE.has(fault))
    return {
      text: both(
        `Look for the service “${service}” and for the program that should stand behind it.`,
        `查找服务“${service}”以及应在其背后的程序。`,
      ),
      command: kubectl(namespace, 'get', 'pods,services,endpointslices'),
    };
  return namespace && service
    ? {
        text: both(
          `Look whether the pods behind the service “${service}” run and are ready.`,
          `查看服务“${service}”背后的 Pod 是否运行并就绪。`,
        ),
        command: kubectl(namespace, 'get', 'pods,services,endpointslices'),
      }
    : {
        text: both(
          `Find the webhook “${name}” and whom it calls.`,
          `找到 webhook“${name}”及其调用的对象。`,
        ),
        command: LIST_WEBHOOKS,
      };
}

/** Who else the refusals concern: the webhook's own pods, or nobody's any more. */
function whoElse(fault: string, deadlock: Deadlock | undefined): Text {
  if (GONE.has(fault))
    return both(
      ' Most likely its configuration was left behind when the program was removed, or the program was never installed completely.',
      '其配置很可能是程序移除后遗留下来的，或程序从未安装完整。',
    );
  return deadlock
    ? deadlockInWords(deadlock)
    : both(
        ' That may concern the pods of the webhook’s own service, too.',
        '也可能包括该 webhook 自身的 Pod。',
      );
}

/** A program that is gone for good leaves only its configuration to be removed. */
function removal(fault: string, name: string): Step {
  const link =
    'https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/';
  return GONE.has(fault)
    ? {
        text: both(
          `Install the program of webhook “${name}” again if it is still wanted; else delete the webhook’s configuration, which nobody answers for any more.`,
          `如果仍需要 webhook“${name}”，请重新安装其程序；否则删除该 webhook 的配置，因为已没有程序为它应答。`,
        ),
        command: LIST_WEBHOOKS,
        link,
      }
    : {
        text: both(
          'Delete its webhook configuration only if the program behind it is gone for good; until it is back its rules are not enforced.',
          '只有当其背后的程序已被永久移除时，才删除它的 webhook 配置；在恢复之前其规则不会生效。',
        ),
        link,
      };
}

export default defineCause({
  id: 'webhook-unreachable',
  state: 'workload',
  title: both(
    'An admission webhook of the cluster cannot be asked',
    '无法询问集群的准入 webhook',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: [...CREATE_FACTS, 'services'],
  alsoWhenHealthy: true,
  covers: ['admission/webhook-fail'],
  detect(reading) {
    return createFailures(reading, 'webhook-unreachable').map(
      ({ answer, maker, who, quotes }) => {
        const webhook = webhookIn(answer);
        const fault = faultOf(answer);
        const { namespace } = who;
        const own = deadlockOf(
          webhook,
          fault,
          maker,
          namespace,
          reading.services,
        );
        return {
          data: {
            who,
            now: reading.now,
            webhook,
            fault,
            apart: apartIn(answer),
            ...(own && { deadlock: own.deadlock }),
          },
          quotes: [...quotes, ...(own?.quotes ?? [])],
        };
      },
    );
  },
  explain({ who, webhook, fault, apart, deadlock }) {
    const itself = whoElse(fault, deadlock);
    const name = whoOf(who);
    const things = thingsOf(who);
    const why = faultInWords(fault);
    const { service, namespace, host, timeout } = webhook;
    const place = service
      ? both(
          ` (service “${service}”${
            namespace ? ` in namespace “${namespace}”` : ''
          })`,
          `（${
            namespace ? `命名空间“${namespace}”中的` : ''
          }服务“${service}”）`,
        )
      : both(host ? ` (at ${host})` : '', host ? `（位于 ${host}）` : '');
    const within =
      fault === 'timeout' && timeout
        ? both(` (within ${timeout})`, `（限时 ${timeout}）`)
        : apart;
    return {
      what: both(
        `${name.en} cannot create ${things.en}, because the admission webhook “${webhook.name}”${place.en} cannot be asked: ${why.en}${within.en}.`,
        `${name.zh}无法创建${things.zh}，因为无法询问准入 webhook“${webhook.name}”${place.zh}：${why.zh}${within.zh}。`,
      ),
      why: both(
        `The cluster asks this webhook before it stores a pod, and its failure policy (failurePolicy: Fail) says that without an answer nothing is stored. This is no fault of the manifest: every new pod that the webhook is asked about is refused.${itself.en}`,
        `集群在保存 Pod 之前会询问该 webhook，而其失败策略（failurePolicy: Fail）规定没有答复就不保存。这不是清单的问题：凡是需要询问它的新 Pod 都会被拒绝。${itself.zh}`,
      ),
    };
  },
  steps({ who, webhook, fault, deadlock, now }) {
    const { name } = webhook;
    return [
      ...(TRUST.has(fault) ? [RENEW] : []),
      ...(fault === 'early' ? [CLOCKS] : []),
      whereToLook(webhook, fault),
      {
        text: both(
          `Tell whoever runs the webhook “${name}”; new pods of the whole cluster may be refused.`,
          `通知 webhook“${name}”的负责人；整个集群的新 Pod 都可能被拒绝。`,
        ),
      },
      ...deadlockSteps(deadlock, webhook, who.namespace),
      removal(fault, name),
      {
        text: both(
          'Annotate the workload when the webhook answers again, so that Kubernetes tries at once.',
          '当 webhook 恢复后，给工作负载加一个注解，使 Kubernetes 立即重试。',
        ),
        command: retryCommand(who, now),
      },
    ];
  },
});
