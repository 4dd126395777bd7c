import type { ContractTarget, PodPlan } from './target';

/** A debug container that the API accepts and no node can start. */
export const GOOD = { name: 'debug', image: 'contract/none:1' };

/** A pod, and the way to add an ephemeral container to it; by default as a dry run. */
export async function withPod(
  target: ContractTarget,
  plan: Partial<PodPlan> = {},
  labels: Record<string, string> = {},
) {
  const namespace = await target.namespace(labels);
  const pod = await target.pod(namespace, {
    name: 'p',
    containers: [{ name: 'app' }],
    ...plan,
  });
  const path = `/api/v1/namespaces/${namespace}/pods/p/ephemeralcontainers`;
  const add = async (
    container: Record<string, unknown>,
    options: { query?: string; metadata?: object } = {},
  ) => {
    const { query = '?dryRun=All', metadata } = options;
    const reply = await target.admin.patch(`${path}${query}`, {
      ...(metadata && { metadata }),
      spec: { ephemeralContainers: [container] },
    });
    const body = reply.json();
    return {
      code: reply.code,
      body,
      message: body.message,
      reason: body.reason,
    };
  };
  return { namespace, pod, path, add };
}
