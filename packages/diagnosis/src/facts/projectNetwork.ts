import type { NetworkPolicy } from './objects';
import { projectMeta } from './projectMeta';
import { readSelector } from './projectPod';
import { listOf, number, own, shape, text, textOrNumber, texts } from './read';

const readPeers = listOf(
  shape({
    podSelector: readSelector,
    namespaceSelector: readSelector,
    ipBlock: shape({ cidr: text, except: texts }),
  }),
);

const readRules = listOf(
  shape({
    ports: listOf(
      shape({ protocol: text, port: textOrNumber, endPort: number }),
    ),
    from: readPeers,
    to: readPeers,
  }),
);

const readPolicySpec = shape({
  podSelector: readSelector,
  policyTypes: texts,
  ingress: readRules,
  egress: readRules,
});

/** Reads a network policy, without any annotation. */
export function projectNetworkPolicy(value: unknown): NetworkPolicy {
  const { name, namespace, uid, creationTimestamp } = projectMeta(
    own(value, 'metadata'),
  );
  return {
    kind: 'NetworkPolicy',
    metadata: {
      ...(name !== undefined && { name }),
      ...(namespace !== undefined && { namespace }),
      ...(uid !== undefined && { uid }),
      ...(creationTimestamp !== undefined && { creationTimestamp }),
    },
    spec: readPolicySpec(own(value, 'spec')) ?? {},
  };
}
