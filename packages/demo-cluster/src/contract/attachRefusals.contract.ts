import type { ContractCase } from './contractCase';
import type { Reply } from './client';
import { ALL, debugState, enter, open, withShell } from './shell';

export const attachRefusalCases: readonly ContractCase[] = [
  {
    name: 'refusals before the upgrade: no upgrade, wrong protocol, wrong container, no pod, no node',
    async run(target) {
      const namespace = await target.namespace();
      const pods = `/api/v1/namespaces/${namespace}/pods`;
      await target.pod(namespace, {
        name: 'p',
        containers: [{ name: 'app' }, { name: 'side' }],
      });
      await target.pod(namespace, {
        name: 'un',
        unschedulable: true,
        containers: [{ name: 'app' }],
      });
      const told = async (path: string, protocols?: string[]) => {
        const reply = (await target.admin.attach(path, protocols)) as Reply; // a stream would have no code, and fail below
        return [reply.code, reply.text ? reply.json().message : ''];
      };
      const plain = await target.admin.get(
        `${pods}/p/attach?container=app&${ALL}`,
      );
      expect([plain.code, plain.json().message]).toEqual([
        400,
        'Upgrade request required',
      ]);
      expect(
        await told(`${pods}/p/attach?container=app&${ALL}`, ['v9.nonsense']),
      ).toEqual([403, '']);
      expect(await told(`${pods}/p/attach?container=none&${ALL}`)).toEqual([
        400,
        'container none is not valid for pod p',
      ]);
      expect(await told(`${pods}/p/attach?${ALL}`)).toEqual([
        400,
        'a container name must be specified for pod p, choose one of: [app side]',
      ]);
      expect(await told(`${pods}/none/attach?container=app&${ALL}`)).toEqual([
        404,
        'pods "none" not found',
      ]);
      expect(await told(`${pods}/un/attach?container=app&${ALL}`)).toEqual([
        400,
        'pod un does not have a host assigned',
      ]);
    },
  },
  {
    name: 'attaching to a container that has ended: 101, then the failure on channel 3',
    async run(target) {
      const { path, namespace } = await withShell(target);
      const stream = await open(target, path);
      await enter(stream, 'echo ready', '\r\nready\r\n');
      stream.type('exit\r');
      await stream.closed();
      await debugState(target, namespace, 'terminated');
      const late = await open(target, path);
      const message = `unable to upgrade connection: container debug not found in pod p_${namespace}`;
      expect(await late.status()).toEqual({
        metadata: {},
        status: 'Failure',
        message: `Internal error occurred: ${message}`,
        reason: 'InternalError',
        details: { causes: [{ message }] },
        code: 500,
      });
      expect(await late.closed()).toBe(1000);
    },
  },
  {
    name: 'an attach without any stream is a greeting and a failure on channel 3',
    async run(target) {
      const { path } = await withShell(target);
      const stream = await open(target, path.replace(`&${ALL}`, ''));
      const status = await stream.status();
      expect([stream.frames[0].channel, stream.frames[0].bytes.length]).toEqual(
        [3, 0],
      );
      expect(status.message).toBe(
        'Internal error occurred: unable to upgrade connection: you must specify at least 1 of stdin, stdout, stderr',
      );
    },
  },
];
