import type { Text } from '../../../engine';
import {
  both,
  count,
  defineCause,
  listEn,
  listZh,
  nearest,
  needed,
  quoteOf,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues, Subject } from '../../../facts/snapshot';
import { kubectl } from '../../shared/kubectl';
import type { Chooser } from '../../shared/serviceTargets';
import {
  chooserIn,
  chooserOf,
  chooses,
  isAlive,
} from '../../shared/serviceTargets';
import type { Elsewhere } from './elsewhere';
import { listensElsewhere } from './elsewhere';
import { elsewhereInWords, elsewhereSteps } from './elsewhereWords';
import type { Unserved } from './unserved';
import { unservedPorts } from './unserved';

type Pods = Fact<FactValues['namespacePods']>;

/** A port that leads nowhere, of a service, for some pods. */
type Fault = {
  readonly chooser: Chooser;
  readonly pods: number;
} & (
  | (Unserved & { readonly elsewhere?: undefined })
  | (Pick<Unserved, 'p' | 'port' | 'target'> & {
      readonly elsewhere: Elsewhere;
    })
);

function faultsOf(chooser: Chooser, pods: readonly Pod[]): Fault[] {
  const chosen = pods.filter(
    pod => isAlive(pod) && chooses(chooser.selector, pod.metadata.labels),
  );
  if (chosen.length === 0) return [];
  const about = { chooser, pods: chosen.length };
  const elsewhere = listensElsewhere(chooser.service, chosen);
  const told = new Set(elsewhere.map(({ p }) => p));
  return [
    ...elsewhere.map(one => ({
      p: one.p,
      port: one.port,
      target: one.target,
      elsewhere: one,
      ...about,
    })),
    ...unservedPorts(chooser.service, chosen)
      .filter(({ p }) => !told.has(p))
      .map(one => ({ ...one, ...about })),
  ];
}

/**
 * Of a pod, only ports by name, which leave it out for certain, and those its own arguments contradict. Without the services a running pod is not called unchecked: most pods are
 * asked for nothing else.
 */
function faultsOfPod(
  pod: Fact<Pod>,
  services: Fact<FactValues['services']>,
): Fault[] {
  if (pod.status !== 'ok' || services.status !== 'ok') return [];
  const { value } = pod;
  if (value.status.phase !== 'Running') return [];
  return services.value.flatMap((_, i) => {
    const chooser = chooserOf(services.value, i);
    const faults = chooser ? faultsOf(chooser, [value]) : [];
    return faults.filter(one => one.elsewhere ?? one.isByName);
  });
}

function faultsFor(
  subject: Subject,
  services: Fact<FactValues['services']>,
  namespacePods: Pods,
  pod: Fact<Pod>,
): Fault[] {
  if (subject.kind === 'Pod') return faultsOfPod(pod, services);
  const chooser = chooserIn(subject, services);
  return chooser
    ? faultsOf(chooser, needed('namespacePods', namespacePods))
    : [];
}

function instead(declared: readonly string[], near?: string): Text {
  if (declared.length === 0) {
    return both(' They declare no ports at all.', '它们没有声明任何端口。');
  }
  return both(
    ` Declared ${declared.length === 1 ? 'is' : 'are'} ${listEn(declared)}.${
      near ? ` Did you mean “${near}”?` : ''
    }`,
    `已声明的端口为 ${listZh(declared)}。${near ? `是否应为“${near}”？` : ''}`,
  );
}

/** What is told of a port that is not declared. */
function undeclared({ isByName, target, protocol, declared, names }: Unserved) {
  const near = isByName ? nearest(`${target}`, names) : undefined;
  return {
    isByName,
    protocol,
    declared,
    ...(near !== undefined && { near }),
  };
}

export default defineCause({
  id: 'service-port-unserved',
  state: 'running-but-wrong',
  title: both(
    'A port of the service leads to no port of its pods',
    'Service 的端口没有对应的 Pod 端口',
  ),
  severity: 'critical',
  since: '0.2.0',
  // A service that is there counts as running, and so do its pods.
  alsoWhenHealthy: true,
  reads: [],
  mayRead: ['services', 'namespacePods', 'pod'],
  covers: [],
  detect({ subject, services, namespacePods, pod }) {
    const faults = faultsFor(subject, services, namespacePods, pod);
    const all = services.status === 'ok' ? services.value : [];
    return faults.map(fault => {
      const { chooser, p, port, target, pods } = fault;
      const at = `${chooser.i}.spec.ports.${p}`;
      const isCertain = !fault.elsewhere && fault.isByName;
      return {
        // A number is a guess: declaring a port is optional; a file of settings may say more than the arguments.
        severity:
          isCertain && subject.kind === 'Service'
            ? ('critical' as const)
            : ('warning' as const),
        data: {
          namespace: subject.namespace,
          service: chooser.service.metadata.name ?? '',
          port,
          target,
          pods,
          ...(fault.elsewhere
            ? { elsewhere: fault.elsewhere }
            : undeclared(fault)),
        },
        quotes: [
          ...quoteOf('services', all, `${at}.targetPort`),
          ...quoteOf('services', all, `${at}.port`),
        ],
      };
    });
  },
  explain(data) {
    const { service, port, target, pods } = data;
    if ('elsewhere' in data) return elsewhereInWords(service, data.elsewhere);
    const { isByName, protocol, declared, near } = data;
    const rest = instead(declared, near);
    const chosen = count(pods, 'pod');
    if (isByName) {
      return {
        what: both(
          `Port ${port} of Service “${service}” leads to a port named “${target}” (${protocol}), and no container of its ${chosen} has a port of that name.${rest.en}`,
          `Service“${service}”的端口 ${port} 指向名为“${target}”（${protocol}）的端口，而它选中的 ${pods} 个 Pod 的容器都没有该名称的端口。${rest.zh}`,
        ),
        why: both(
          'A name has to be declared in the container (ports.name). Without it the pods are left out for this port, however well they run: connections are refused.',
          '使用名称时，容器必须声明该名称（ports.name）。否则无论 Pod 运行得多好，都不会成为该端口的后端，连接会被拒绝。',
        ),
      };
    }
    return {
      what: both(
        `Port ${port} of Service “${service}” leads to port ${target} (${protocol}) of its ${chosen}, which declare others only.${rest.en}`,
        `Service“${service}”的端口 ${port} 指向其 ${pods} 个 Pod 的端口 ${target}（${protocol}），而这些 Pod 只声明了其他端口。${rest.zh}`,
      ),
      why: both(
        `Declaring a port is optional, so the program may listen on ${target} all the same; if it does not, connections are refused.`,
        `端口声明是可选的，程序仍可能在监听 ${target}；如果没有监听，连接会被拒绝。`,
      ),
    };
  },
  steps(data) {
    const { namespace, service, target } = data;
    if ('elsewhere' in data)
      return elsewhereSteps(namespace, service, data.elsewhere);
    const { isByName, near, declared } = data;
    const [only] = declared;
    return [
      {
        text: both(
          'Find out which port the program listens on: its log says so at the start, or its settings.',
          '确认程序监听哪个端口：通常见启动日志或其配置。',
        ),
        command: kubectl(namespace, 'get', 'service', service, '-o', 'yaml'),
      },
      {
        text: isByName
          ? both(
              `Set targetPort to ${
                near ? `“${near}”` : 'the port’s number'
              }, or name the container’s port “${target}”.`,
              `将 targetPort 改为${
                near ? `“${near}”` : '端口号'
              }，或把容器端口命名为“${target}”。`,
            )
          : both(
              `Set targetPort to the port the program listens on${
                declared.length === 1
                  ? `, ${only} if the declaration is right`
                  : ''
              }.`,
              `将 targetPort 改为程序监听的端口${
                declared.length === 1 ? `，如果声明正确则为 ${only}` : ''
              }。`,
            ),
        command: kubectl(namespace, 'edit', 'service', service),
        link: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
      },
    ];
  },
});
