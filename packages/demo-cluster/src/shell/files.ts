import type { KubeObject } from '../types';
import { statusOf } from '../store/pods';

/** Home of user 0, as in the debug image's /etc/passwd. */
export const ROOT_HOME = '/root';

/** What the virtual disk of a debug container holds. Nothing of it comes from this machine. */
export function filesOf(pod: KubeObject): Record<string, string> {
  const { name, namespace = 'default' } = pod.metadata;
  const ip = String(statusOf(pod).podIP ?? '10.244.0.2');
  return {
    '/etc/os-release':
      'NAME="BusyBox"\nID=busybox\nPRETTY_NAME="BusyBox 1.35 (demo cluster, simulated)"\n',
    '/etc/hostname': `${name}\n`,
    '/etc/hosts': `# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n${ip}\t${name}\n`,
    '/etc/resolv.conf': `search ${namespace}.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n`,
    '/etc/passwd':
      'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n',
    '/proc/uptime': '86400.00 172000.00\n',
    '/proc/loadavg': '0.12 0.10 0.09 1/214 42\n',
    '/proc/meminfo':
      'MemTotal:        4030464 kB\nMemFree:         1204312 kB\nMemAvailable:    2590120 kB\n',
    [`${ROOT_HOME}/.keep`]: '',
    '/tmp/.keep': '',
    '/var/log/.keep': '',
  };
}
