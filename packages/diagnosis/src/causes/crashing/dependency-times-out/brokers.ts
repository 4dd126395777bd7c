import type { ContainerView, Quote, Step, Text } from '../../../engine';
import { both, quoteOf } from '../../../engine';
import type { Pod } from '../../../facts/objects';

/** Where a program is told its first brokers: `KAFKA_BOOTSTRAP_SERVERS`, `KAFKA_BROKERS`, `SPRING_KAFKA_BOOTSTRAP_SERVERS`. */
const NAMES =
  /BOOTSTRAP_?SERVERS?|(?:KAFKA|BROKER)\w{0,40}_?(?:BROKERS?|URLS?|HOSTS?|SERVERS?|ADDR\w{0,6})$|^BROKERS?(?:_LIST)?$|BROKER_LIST/i;

/** The variable that names the brokers; its value is never read. */
export function brokersVariable(
  pod: Pod,
  container: ContainerView,
): { name?: string; quotes: Quote[] } {
  const list = container.kind === 'app' ? 'containers' : 'initContainers';
  const c = pod.spec[list].findIndex(({ name }) => name === container.name);
  const env = pod.spec[list][c]?.env ?? [];
  const i = env.findIndex(({ name = '' }) => NAMES.test(name));
  const name = env[i]?.name;
  return name === undefined
    ? { quotes: [] }
    : { name, quotes: quoteOf('pod', pod, `spec.${list}.${c}.env.${i}.name`) };
}

/** Why brokers do not answer. */
export const BROKERS_WHY: Text = both(
  'A client of Kafka asks its first brokers (bootstrap.servers) where the others are, then connects to the addresses these name (advertised.listeners). It waits in silence while none of them answers: the first address is wrong or shut off, or the brokers name addresses that this pod cannot reach, or expect TLS or a login that it does not use.',
  'Kafka 客户端先向初始 broker（bootstrap.servers）询问其他 broker 的位置，再连接它们公布的地址（advertised.listeners）。没有应答时它只会默默等待：初始地址有误或被阻断、broker 公布的地址从该 Pod 无法访问，或它们要求 TLS 或登录而客户端没有使用。',
);

/** What to check first. */
export function brokerSteps(variable: string | undefined): Step[] {
  return [
    {
      text: both(
        `Check the address of the brokers (${
          variable ? `variable ${variable}` : 'bootstrap.servers'
        }), and try it from a debug shell in the pod.`,
        `检查 broker 的地址（${
          variable ? `变量 ${variable}` : 'bootstrap.servers'
        }），并在该 Pod 的调试终端中试连。`,
      ),
      action: 'debug',
    },
    {
      text: both(
        'Compare advertised.listeners of the brokers, and their protocol (PLAINTEXT, SSL, SASL): each address they name must be reachable from this pod, not only the first.',
        '核对 broker 的 advertised.listeners 及其协议（PLAINTEXT、SSL、SASL）：它们公布的每个地址都必须能从该 Pod 访问，而不仅是初始地址。',
      ),
    },
  ];
}
