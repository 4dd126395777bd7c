import type { Quote, Step, Text } from '../../../engine';
import { both, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';

/** The address of a Service that Kubernetes put into a variable, and the program took for a setting of its own. */
export interface ServiceLink {
  readonly address: string;
  /** The Service, when it is among those read. */
  readonly service?: string;
  /** `REST_PORT`: the variable that it makes. */
  readonly variable?: string;
}

/** Looks the address up among the services. Source: https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables */
export function serviceLink(
  { host = '', port = '' }: { readonly host?: string; readonly port?: string },
  services: Fact<FactValues['services']>,
): { one: ServiceLink; quotes: Quote[] } {
  // Some only show the beginning of the value.
  const address = host === '' ? 'tcp:' : `tcp://${host}:${port}`;
  if (services.status !== 'ok') return { one: { address }, quotes: [] };
  const i = services.value.findIndex(({ spec }) => spec.clusterIP === host);
  const name = services.value[i]?.metadata.name;
  if (name === undefined) return { one: { address }, quotes: [] };
  const variable = `${name.toUpperCase().replace(/-/g, '_')}_PORT`;
  return {
    one: { address, service: name, variable },
    quotes: [
      ...quoteOf('services', services.value, `${i}.metadata.name`),
      ...quoteOf('services', services.value, `${i}.spec.clusterIP`),
    ],
  };
}

/** Where the value comes from. */
export function linkInWords({ address, service, variable }: ServiceLink): Text {
  const which = service
    ? both(
        `Service “${service}” has this address, so ${variable}=${address} is set in every container of the namespace`,
        `服务“${service}”就是该地址，因此该命名空间的每个容器中都有 ${variable}=${address}`,
      )
    : both(
        'So the value comes from a variable NAME_PORT of a Service called like a setting of the program',
        '因此该值来自某个与程序配置项同名的服务的变量 NAME_PORT',
      );
  return both(
    `The value that it refuses, “${address}”, has the form in which Kubernetes gives each container the addresses of the Services of its namespace as variables (service links). ${which.en}, and the program takes it for a setting of its own.`,
    `它拒绝的值“${address}”是 Kubernetes 以环境变量向每个容器提供所在命名空间各服务地址的形式（service links）。${which.zh}，程序把它当成了自己的配置。`,
  );
}

/** How the program gets its own value. */
export function linkSteps({ service, variable }: ServiceLink): Step[] {
  return [
    {
      text: both(
        'Set enableServiceLinks: false in the pod template: the variables of Services are then not set (DNS names work as before).',
        '在 Pod 模板中设置 enableServiceLinks: false：不再设置服务的环境变量（DNS 名称照常可用）。',
      ),
      link: 'https://kubernetes.io/docs/tutorials/services/connect-applications-service/#accessing-the-service',
    },
    {
      text: both(
        `Or set ${
          variable ?? 'the variable'
        } yourself under “env” with the value the program expects: that goes before.`,
        `或在 env 中自行将 ${
          variable ?? '该变量'
        } 设为程序期望的值：它优先生效。`,
      ),
    },
    {
      text: both(
        `Or give ${
          service ? `Service “${service}”` : 'that Service'
        } another name.`,
        `或将${service ? `服务“${service}”` : '该服务'}改名。`,
      ),
    },
  ];
}
