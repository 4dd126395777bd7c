import type { Step, Text } from '../../engine';
import { both, listEn, listZh } from '../../engine';
import { kubectl } from './kubectl';

/** Of a service that was asked on a port it does not have: what it offers. */
export function noSuchPort(service: string, offers: readonly number[]): Text {
  const ports = offers.map(String);
  return both(
    `Service “${service}” has no such port; it offers ${listEn(ports)}.`,
    `服务（Service）“${service}”没有该端口，它提供的是 ${listZh(ports)}。`,
  );
}

/** What to do about it; none when nothing is known of the service's ports. */
export function useItsPort(
  service: string | undefined,
  where: string | undefined,
  offers: readonly number[] | undefined,
): Step[] {
  if (!offers || service === undefined || where === undefined) return [];
  const ports = offers.map(String);
  return [
    {
      text: both(
        `Let the program call “${service}” on ${listEn(
          ports,
        )}, or add the port it calls to the service.`,
        `让程序以端口 ${listZh(
          ports,
        )} 访问“${service}”，或在该服务中加上被访问的端口。`,
      ),
      command: kubectl(where, 'get', 'service', service, '-o', 'wide'),
      link: 'https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services',
    },
  ];
}
