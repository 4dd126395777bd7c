import type { Explanation, Step, Text } from '../../../engine';
import { both } from '../../../engine';
import { kubectl } from '../../shared/kubectl';
import type { Elsewhere } from './elsewhere';

/** What a port of a service meets where the program listens elsewhere. */
export function elsewhereInWords(
  service: string,
  { port, target, number, container, option, listens, isLocal }: Elsewhere,
): Explanation {
  const named = target === number ? '' : `“${target}”`;
  const leads = both(
    `Port ${port} of Service “${service}” leads to port ${
      named ? `${named} (${number})` : number
    } of container “${container}”`,
    `Service“${service}”的端口 ${port} 指向容器“${container}”的端口 ${
      named ? `${named}（${number}）` : number
    }`,
  );
  if (isLocal) {
    return {
      what: both(
        `${leads.en}, where the program listens for callers within the pod only (${option}).`,
        `${leads.zh}，而程序在该端口只接受 Pod 内部的连接（${option}）。`,
      ),
      why: both(
        'It is bound to the loopback address (127.0.0.1): connections from other pods are refused. Listening on 0.0.0.0 serves all.',
        '程序绑定在回环地址（127.0.0.1），来自其他 Pod 的连接会被拒绝；监听 0.0.0.0 才能对外服务。',
      ),
    };
  }
  return {
    what: both(
      `${leads.en}, while the container’s own arguments make it listen on ${listens} (${option}).`,
      `${leads.zh}，而容器自己的参数让程序监听 ${listens}（${option}）。`,
    ),
    why: both(
      `Nobody listens on ${number} unless the program opens that port besides: connections are refused, although the pods are ready. Declaring a port (containerPort) opens none.`,
      `除非程序另外打开了 ${number}，否则没有进程监听该端口：即使 Pod 已就绪，连接也会被拒绝。声明端口（containerPort）并不会打开端口。`,
    ),
  };
}

const LINK =
  'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/';

/** How to bring the two together. */
function mend({
  port,
  target,
  number,
  container,
  option,
  listens,
  isLocal,
}: Elsewhere): Text {
  if (isLocal) {
    return both(
      `Set ${option} of container “${container}” to 0.0.0.0:${number}.`,
      `将容器“${container}”的 ${option} 设为 0.0.0.0:${number}。`,
    );
  }
  return target === number
    ? both(
        `Set targetPort of port ${port} to ${listens}, or make the program listen on ${number} (${option}).`,
        `将端口 ${port} 的 targetPort 改为 ${listens}，或让程序监听 ${number}（${option}）。`,
      )
    : both(
        `Set the containerPort named “${target}” to ${listens}, or targetPort of port ${port} to ${listens}.`,
        `将名为“${target}”的 containerPort 改为 ${listens}，或将端口 ${port} 的 targetPort 改为 ${listens}。`,
      );
}

/** What to do about it. */
export function elsewhereSteps(
  namespace: string,
  service: string,
  elsewhere: Elsewhere,
): Step[] {
  const command = kubectl(namespace, 'edit', 'service', service);
  return [
    {
      text: both(
        'Read at the start of the log which address the program listens on.',
        '在日志开头查看程序监听的地址。',
      ),
      action: 'logs',
    },
    {
      text: mend(elsewhere),
      ...(!elsewhere.isLocal && { command }),
      link: LINK,
    },
  ];
}
