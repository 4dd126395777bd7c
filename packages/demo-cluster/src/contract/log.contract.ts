import type { ContractCase } from './contractCase';
import { soon, type ContractClient } from './client';
import type { ContractTarget, PodPlan } from './target';

const LINES = ['one', 'two', 'three', 'four'];

async function withPod(
  target: ContractTarget,
  plan: Partial<PodPlan> = {},
): Promise<string> {
  const namespace = await target.namespace();
  await target.pod(namespace, {
    name: 'p',
    containers: [{ name: 'app', lines: LINES }],
    ...plan,
  });
  return `/api/v1/namespaces/${namespace}/pods/p/log`;
}

/** A real kubelet's log file follows the container by a moment: asks until the first answer has the text. */
async function textOf(
  client: ContractClient,
  path: string,
  wanted: string,
): Promise<string> {
  const ask = async () => {
    for (;;) {
      const { text } = await client.get(path);
      if (text.includes(wanted)) {
        return text;
      }
    }
  };
  return soon(`a log with ${wanted}`, ask());
}

async function refusal(client: ContractClient, path: string) {
  const reply = await client.get(path);
  return [reply.code, reply.json().reason, reply.json().message];
}

export const logCases: readonly ContractCase[] = [
  {
    name: 'a log is plain text, whole by default',
    async run(target) {
      const path = await withPod(target);
      expect(await textOf(target.admin, path, 'four')).toBe(
        'one\ntwo\nthree\nfour\n',
      );
      expect((await target.admin.get(path)).contentType).toBe('text/plain');
    },
  },
  {
    name: 'tailLines takes the last ones; 0 takes none, not all',
    async run(target) {
      const path = await withPod(target);
      await textOf(target.admin, path, 'four');
      expect((await target.admin.get(`${path}?tailLines=2`)).text).toBe(
        'three\nfour\n',
      );
      expect((await target.admin.get(`${path}?tailLines=0`)).text).toBe('');
    },
  },
  {
    name: 'limitBytes cuts in the middle of a line',
    async run(target) {
      const path = await withPod(target);
      await textOf(target.admin, path, 'four');
      expect((await target.admin.get(`${path}?limitBytes=10`)).text).toBe(
        'one\ntwo\nth',
      );
      expect(
        (await target.admin.get(`${path}?limitBytes=3&tailLines=2`)).text,
      ).toBe('thr');
    },
  },
  {
    name: 'timestamps have nanoseconds and one space',
    async run(target) {
      const path = await withPod(target);
      await textOf(target.admin, path, 'four');
      const { text } = await target.admin.get(
        `${path}?timestamps=true&tailLines=1`,
      );
      expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z four\n$/);
    },
  },
  {
    name: 'sinceTime has a resolution of one second and takes lines of that second',
    async run(target) {
      const path = await withPod(target);
      await textOf(target.admin, path, 'four');
      const { text } = await target.admin.get(
        `${path}?timestamps=true&tailLines=1`,
      );
      const second = `${text.slice(0, 19)}Z`;
      expect(
        (await target.admin.get(`${path}?sinceTime=${second}`)).text,
      ).toContain('four\n');
      expect(
        (await target.admin.get(`${path}?sinceTime=2100-01-01T00:00:00Z`)).text,
      ).toBe('');
    },
  },
  {
    name: 'a followed log goes on',
    async run(target) {
      const path = await withPod(target, {
        containers: [{ name: 'app', lines: ['begin'], ticks: true }],
      });
      const ticks: string[] = [];
      const follow = async () => {
        for await (const line of target.admin.lines(
          `${path}?follow=true&tailLines=1`,
        )) {
          ticks.push(line);
          if (ticks.length === 5) {
            break;
          }
        }
      };
      await soon('five lines', follow());
      const numbers = ticks
        .filter(t => t.startsWith('tick '))
        .map(t => Number(t.slice(5)));
      expect(numbers.length).toBeGreaterThanOrEqual(4);
      numbers.slice(1).forEach((n, i) => expect(n).toBe(numbers[i] + 1));
    },
  },
  {
    name: 'a followed log ends when its pod is removed',
    async run(target) {
      const path = await withPod(target, {
        containers: [{ name: 'app', lines: ['begin'], ticks: true }],
      });
      const namespace = path.split('/')[4];
      const follow = async () => {
        let removed = false;
        for await (const line of target.admin.lines(`${path}?follow=true`)) {
          if (!removed && line.startsWith('tick')) {
            removed = true;
            await target.removePod(namespace, 'p');
          }
        }
        return removed;
      };
      expect(await soon('the end of the log', follow())).toBe(true);
    },
  },
  {
    name: 'previous is the run before; a log that is over ends a follow at once',
    async run(target) {
      const path = await withPod(target, {
        containers: [{ name: 'app', lines: ['boom'], exits: 3 }],
      });
      expect(await textOf(target.admin, `${path}?previous=true`, 'boom')).toBe(
        'boom\n',
      );
      const follow = async () => {
        const seen: string[] = [];
        for await (const line of target.admin.lines(`${path}?follow=true`)) {
          seen.push(line);
        }
        return seen;
      };
      expect(await soon('the end of the log', follow())).toEqual(['boom']);
    },
  },
  {
    name: 'a previous run that was not is a 400',
    async run(target) {
      const path = await withPod(target);
      expect(await refusal(target.admin, `${path}?previous=true`)).toEqual([
        400,
        'BadRequest',
        'previous terminated container "app" in pod "p" not found',
      ]);
    },
  },
  {
    name: 'a container that is not of the pod, and a choice that was not made, are 400s',
    async run(target) {
      const path = await withPod(target, {
        containers: [{ name: 'app' }, { name: 'side' }],
      });
      expect(await refusal(target.admin, `${path}?container=none`)).toEqual([
        400,
        'BadRequest',
        'container none is not valid for pod p',
      ]);
      expect(await refusal(target.admin, path)).toEqual([
        400,
        'BadRequest',
        'a container name must be specified for pod p, choose one of: [app side]',
      ]);
    },
  },
  {
    name: 'a container that waits for its image has no log: 400',
    async run(target) {
      const path = await withPod(target, { missingImage: true });
      const [code, reason, message] = await refusal(target.admin, path);
      expect([code, reason]).toEqual([400, 'BadRequest']);
      expect(message).toMatch(
        /^container "app" in pod "p" is waiting to start: (image can't be pulled|trying and failing to pull image)$/,
      );
    },
  },
  {
    name: 'a pod on no node has an empty log: 204',
    async run(target) {
      const path = await withPod(target, { unschedulable: true });
      const reply = await target.admin.get(path);
      expect([reply.code, reply.text]).toEqual([204, '']);
    },
  },
  {
    name: 'options that are none are refused with the reason',
    async run(target) {
      const path = await withPod(target);
      const ask = (query: string) => refusal(target.admin, `${path}?${query}`);
      const wrong = (what: string) => [
        422,
        'Invalid',
        `PodLogOptions "p" is invalid: ${what}`,
      ];
      expect(await ask('tailLines=-1')).toEqual(
        wrong(
          'tailLines: Invalid value: -1: must be greater than or equal to 0',
        ),
      );
      expect(await ask('limitBytes=0')).toEqual(
        wrong('limitBytes: Invalid value: 0: must be greater than 0'),
      );
      expect(await ask('sinceSeconds=0')).toEqual(
        wrong('sinceSeconds: Invalid value: 0: must be greater than 0'),
      );
      expect(
        await ask('sinceSeconds=1&sinceTime=2026-01-01T00:00:00Z'),
      ).toEqual(
        wrong(
          '[]: Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified',
        ),
      );
      expect(await ask('tailLines=x')).toEqual([
        400,
        'BadRequest',
        'strconv.ParseInt: parsing "x": invalid syntax',
      ]);
      expect(await ask('sinceTime=yesterday')).toEqual([
        400,
        'BadRequest',
        'parsing time "yesterday" as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006"',
      ]);
    },
  },
  {
    name: 'a pod that is not has no log: 404',
    async run(target) {
      const namespace = await target.namespace();
      const path = `/api/v1/namespaces/${namespace}/pods/nope/log`;
      expect(await refusal(target.admin, path)).toEqual([
        404,
        'NotFound',
        'pods "nope" not found',
      ]);
    },
  },
];
