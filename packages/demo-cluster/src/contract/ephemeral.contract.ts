import type { ContractCase } from './contractCase';
import { GOOD, withPod } from './withPod';

const field = (name: string) => `spec.ephemeralContainers[0].${name}`;

const refused = (what: string) => ({
  code: 422,
  reason: 'Invalid',
  message: `Pod "p" is invalid: ${what}`,
});

export const ephemeralCases: readonly ContractCase[] = [
  {
    name: 'a dry run answers the pod as it would be, and changes nothing',
    async run(target) {
      const { add, namespace } = await withPod(target);
      const { code, body } = await add(GOOD);
      expect(code).toBe(200);
      expect(body.spec.ephemeralContainers).toEqual([
        {
          ...GOOD,
          resources: {},
          terminationMessagePath: '/dev/termination-log',
          terminationMessagePolicy: 'File',
          imagePullPolicy: 'IfNotPresent',
        },
      ]);
      expect(body.metadata.generation).toBe(2);
      const pod = (
        await target.admin.get(`/api/v1/namespaces/${namespace}/pods/p`)
      ).json();
      expect(pod.spec.ephemeralContainers).toBeUndefined();
    },
  },
  {
    name: "another pod's uid is refused, this pod's own is not",
    async run(target) {
      const { add, pod } = await withPod(target);
      const other = '00000000-0000-0000-0000-000000000000';
      expect(await add(GOOD, { metadata: { uid: other } })).toMatchObject(
        refused(`metadata.uid: Invalid value: "${other}": field is immutable`),
      );
      const same = await add(GOOD, { metadata: { uid: pod.metadata.uid } });
      expect(same.code).toBe(200);
    },
  },
  {
    name: 'an old resourceVersion is a conflict',
    async run(target) {
      const { add } = await withPod(target);
      expect(
        await add(GOOD, { metadata: { resourceVersion: '5' } }),
      ).toMatchObject({
        code: 409,
        reason: 'Conflict',
        message:
          'Operation cannot be fulfilled on pods "p": the object has been modified; please apply your changes to the latest version and try again',
      });
    },
  },
  {
    name: 'ports, resources, probes and lifecycle cannot be set',
    async run(target) {
      const { add } = await withPod(target);
      const probe = { tcpSocket: { port: 1 } };
      const settings: Record<string, unknown> = {
        ports: [{ containerPort: 80 }],
        resources: { limits: { cpu: '1' } },
        livenessProbe: probe,
        readinessProbe: probe,
        startupProbe: probe,
        lifecycle: { preStop: { sleep: { seconds: 1 } } },
      };
      for (const [name, value] of Object.entries(settings)) {
        expect(await add({ ...GOOD, [name]: value })).toMatchObject(
          refused(
            `${field(
              name,
            )}: Forbidden: cannot be set for an Ephemeral Container`,
          ),
        );
      }
    },
  },
  {
    name: 'two faults are told together',
    async run(target) {
      const { add } = await withPod(target);
      expect(
        await add({ name: 'debug', targetContainerName: 'none' }),
      ).toMatchObject(
        refused(
          `[${field('image')}: Required value, ${field(
            'targetContainerName',
          )}: Not found: "none"]`,
        ),
      );
    },
  },
  {
    name: 'names: missing, malformed, taken by a container',
    async run(target) {
      const { add } = await withPod(target);
      const { image } = GOOD;
      expect(await add({ image })).toMatchObject(
        refused(`${field('name')}: Required value`),
      );
      expect(await add({ name: 'app', image })).toMatchObject(
        refused(`${field('name')}: Duplicate value: "app"`),
      );
      expect((await add({ name: 'Bad_Name', image })).message).toMatch(
        /name: Invalid value: "Bad_Name": a lowercase RFC 1123 label must consist of/,
      );
    },
  },
  {
    name: 'a volume that the pod does not have cannot be mounted',
    async run(target) {
      const { add } = await withPod(target);
      const volumeMounts = [{ name: 'v', mountPath: '/x' }];
      expect(await add({ ...GOOD, volumeMounts })).toMatchObject(
        refused(`${field('volumeMounts[0].name')}: Not found: "v"`),
      );
    },
  },
  {
    name: 'an existing one may not be changed or removed; the same again is no change',
    async run(target) {
      const { add, path } = await withPod(target);
      expect((await add(GOOD, { query: '' })).code).toBe(200);
      const changed = await add({ ...GOOD, image: 'contract/other:1' });
      expect([changed.code, changed.reason]).toEqual([422, 'Invalid']);
      expect(changed.message).toMatch(
        /^Pod "p" is invalid: spec\.ephemeralContainers: Forbidden: existing ephemeral containers "debug" may not be changed\n/,
      );
      for (const gone of [[{ name: 'debug', $patch: 'delete' }], null]) {
        const reply = await target.admin.patch(path, {
          spec: { ephemeralContainers: gone },
        });
        expect([reply.code, reply.json().message]).toEqual([
          422,
          'Pod "p" is invalid: spec.ephemeralContainers: Forbidden: existing ephemeral containers "debug" may not be removed\n',
        ]);
      }
      const again = await add(GOOD, { query: '' });
      expect([again.code, again.body.metadata.generation]).toEqual([200, 2]);
    },
  },
  {
    name: 'a body that is no patch, a wrong type and a wrong dryRun are refused',
    async run(target) {
      const { path, add } = await withPod(target);
      const send = async (body: string, contentType: string) => {
        const reply = await target.admin.request('PATCH', path, {
          body,
          contentType,
        });
        return [reply.code, reply.json().message];
      };
      const type = 'application/strategic-merge-patch+json';
      expect(await send('{"spec":', type)).toEqual([
        400,
        'unexpected end of JSON input',
      ]);
      expect(await send('[]', type)).toEqual([
        400,
        'json: cannot unmarshal array into Go value of type map[string]interface {}',
      ]);
      expect(await send('{}', 'text/plain')).toEqual([
        415,
        '415: Unsupported Media Type',
      ]);
      expect(await add(GOOD, { query: '?dryRun=some' })).toMatchObject({
        code: 422,
        message:
          'PatchOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["some"]: supported values: "All"',
      });
    },
  },
  {
    name: 'other fields of the pod are not touched through this door',
    async run(target) {
      const { path, pod } = await withPod(target);
      const reply = await target.admin.patch(path, {
        metadata: { labels: { changed: 'yes' } },
        spec: { containers: [{ name: 'app', image: 'contract/other:1' }] },
      });
      expect(reply.code).toBe(200);
      const after = reply.json();
      expect(after.metadata.labels?.changed).toBeUndefined();
      const spec = pod.spec as { containers: { image: string }[] }; // the suite's own pod
      expect(after.spec.containers[0].image).toBe(spec.containers[0].image);
    },
  },
];
