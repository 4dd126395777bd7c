import type { ContractCase } from './contractCase';
import { soon } from './client';
import { GOOD, withPod } from './withPod';

const RESTRICTED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  runAsUser: 65532,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** What admission and a node make of an ephemeral container. */
export const ephemeralNodeCases: readonly ContractCase[] = [
  {
    name: 'Pod Security "restricted" refuses what is not, and names each field',
    async run(target) {
      const { add } = await withPod(
        target,
        { restricted: true },
        { 'pod-security.kubernetes.io/enforce': 'restricted' },
      );
      const told = (what: string) => ({
        code: 403,
        reason: 'Forbidden',
        message: `pods "p" is forbidden: violates PodSecurity "restricted:latest": ${what}`,
      });
      expect(await add(GOOD)).toMatchObject(
        told(
          'allowPrivilegeEscalation != false (container "debug" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "debug" must set securityContext.capabilities.drop=["ALL"])',
        ),
      );
      const securityContext = {
        ...RESTRICTED,
        capabilities: { drop: ['ALL'], add: ['SYS_PTRACE'] },
        runAsNonRoot: false,
        runAsUser: 0,
        seccompProfile: { type: 'Unconfined' },
      };
      expect(await add({ ...GOOD, securityContext })).toMatchObject(
        told(
          'unrestricted capabilities (container "debug" must not include "SYS_PTRACE" in securityContext.capabilities.add), runAsNonRoot != true (container "debug" must not set securityContext.runAsNonRoot=false), runAsUser=0 (container "debug" must not set runAsUser=0), seccompProfile (container "debug" must not set securityContext.seccompProfile.type to "Unconfined")',
        ),
      );
      expect((await add({ ...GOOD, securityContext: RESTRICTED })).code).toBe(
        200,
      );
    },
  },
  {
    name: 'a static pod is refused',
    async run(target) {
      const { add } = await withPod(target, { static: true });
      expect(await add(GOOD)).toMatchObject({
        code: 422,
        reason: 'Invalid',
        message:
          'Pod "p" is invalid: []: Forbidden: static pods do not support ephemeral containers',
      });
    },
  },
  {
    name: 'a pod that is terminating, or on no node, is accepted',
    async run(target) {
      const first = await withPod(target);
      await target.terminatePod(first.namespace, 'p');
      expect((await first.add(GOOD)).code).toBe(200);
      const second = await withPod(target, { unschedulable: true });
      expect((await second.add(GOOD)).code).toBe(200);
    },
  },
  {
    name: 'it comes to run: waiting, then running, then never ready',
    async run(target) {
      const { add, namespace } = await withPod(target);
      const { body } = await add(
        { name: 'debug', image: target.debugImage, command: ['sleep', '1000'] },
        { query: '' },
      );
      const field_ = encodeURIComponent('metadata.name=p');
      const version = body.metadata.resourceVersion;
      const path = `/api/v1/namespaces/${namespace}/pods?watch=true&fieldSelector=${field_}&resourceVersion=${version}`;
      const states: string[] = [];
      const watch = async () => {
        for await (const line of target.admin.lines(path)) {
          const [status] =
            JSON.parse(line).object.status.ephemeralContainerStatuses ?? [];
          const state = Object.keys(status?.state ?? {})[0];
          if (state && states.at(-1) !== state) {
            states.push(state);
          }
          if (status?.state.running) {
            return status;
          }
        }
        throw new Error('the watch ended');
      };
      const status = await soon('running', watch());
      expect(states).toEqual(['waiting', 'running']);
      expect(status).toMatchObject({
        name: 'debug',
        ready: false,
        restartCount: 0,
      });
      expect(status.containerID).toMatch(/^containerd:\/\/[0-9a-f]{64}$/);
    },
  },
];
