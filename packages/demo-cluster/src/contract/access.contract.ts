import type { ContractCase } from './contractCase';
import { AttachStream, ContractClient } from './client';

const REVIEWS = '/apis/authorization.k8s.io/v1';

export const accessCases: readonly ContractCase[] = [
  {
    name: 'a token nobody knows is a 401',
    async run(target) {
      const { url, ca } = target.admin.access;
      const reply = await new ContractClient({
        url,
        ca,
        token: 'nonsense',
      }).get('/api/v1/pods');
      expect([reply.code, reply.json().reason, reply.json().message]).toEqual([
        401,
        'Unauthorized',
        'Unauthorized',
      ]);
    },
  },
  {
    name: 'no token is the anonymous user',
    async run(target) {
      const { url, ca } = target.admin.access;
      const nobody = new ContractClient({ url, ca });
      const reply = await nobody.get('/api/v1/pods');
      expect([reply.code, reply.json().message]).toEqual([
        403,
        'pods is forbidden: User "system:anonymous" cannot list resource "pods" in API group "" at the cluster scope',
      ]);
      expect((await nobody.get('/version')).json().major).toBe('1');
    },
  },
  {
    name: 'what an account may not do is a 403 that says who, what and where',
    async run(target) {
      const namespace = await target.namespace();
      const client = await target.account(namespace, [
        { verbs: ['list'], resources: ['pods'] },
      ]);
      const pods = `/api/v1/namespaces/${namespace}/pods`;
      expect((await client.get(pods)).code).toBe(200);
      const told = async (path: string, method = 'GET') => {
        const reply =
          method === 'GET'
            ? await client.get(path)
            : await client.patch(path, {});
        const { message, details } = reply.json();
        expect(reply.code).toBe(403);
        return { message: message.replace(/User "[^"]+"/, 'User U'), details };
      };
      const where = `in the namespace "${namespace}"`;
      expect(await told(`${pods}/p`)).toEqual({
        message: `pods "p" is forbidden: User U cannot get resource "pods" in API group "" ${where}`,
        details: { name: 'p', kind: 'pods' },
      });
      expect(await told(`${pods}?watch=true`)).toEqual({
        message: `pods is forbidden: User U cannot watch resource "pods" in API group "" ${where}`,
        details: { kind: 'pods' },
      });
      expect((await told(`${pods}/p/log`)).message).toBe(
        `pods "p" is forbidden: User U cannot get resource "pods/log" in API group "" ${where}`,
      );
      expect(
        (await told(`${pods}/p/ephemeralcontainers`, 'PATCH')).message,
      ).toBe(
        `pods "p" is forbidden: User U cannot patch resource "pods/ephemeralcontainers" in API group "" ${where}`,
      );
      expect(await told('/apis/apps/v1/deployments')).toEqual({
        message:
          'deployments.apps is forbidden: User U cannot list resource "deployments" in API group "apps" at the cluster scope',
        details: { group: 'apps', kind: 'deployments' },
      });
      expect((await told('/api/v1/nodes/worker')).message).toBe(
        'nodes "worker" is forbidden: User U cannot get resource "nodes" in API group "" at the cluster scope',
      );
      expect((await told('/api/v1/namespaces/other')).message).toBe(
        'namespaces "other" is forbidden: User U cannot get resource "namespaces" in API group "" in the namespace "other"',
      );
      expect((await told('/nopath')).message).toBe(
        'forbidden: User U cannot get path "/nopath"',
      );
    },
  },
  {
    name: 'an account may ask what it may do',
    async run(target) {
      const namespace = await target.namespace();
      const client = await target.account(namespace, [
        { verbs: ['list'], resources: ['pods'] },
        { verbs: ['get'], resources: ['pods/log'] },
      ]);
      const may = async (attributes: object) => {
        const body = {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectAccessReview',
          spec: { resourceAttributes: { namespace, ...attributes } },
        };
        const reply = await client.request(
          'POST',
          `${REVIEWS}/selfsubjectaccessreviews`,
          { body },
        );
        expect(reply.code).toBe(201);
        return reply.json().status;
      };
      const yes = await may({ verb: 'list', resource: 'pods' });
      expect(yes.allowed).toBe(true);
      expect(yes.reason).toMatch(
        /^RBAC: allowed by RoleBinding "\S+" of Role "\S+" to ServiceAccount "\S+"$/,
      );
      expect(await may({ verb: 'get', resource: 'pods' })).toEqual({
        allowed: false,
      });
      expect(
        (await may({ verb: 'get', resource: 'pods', subresource: 'log' }))
          .allowed,
      ).toBe(true);
      expect(
        await may({ verb: 'get', resource: 'pods', subresource: 'exec' }),
      ).toEqual({ allowed: false });
      expect(
        await may({ verb: 'list', resource: 'pods', namespace: 'default' }),
      ).toEqual({ allowed: false });
    },
  },
  {
    name: 'an account may list its rules',
    async run(target) {
      const namespace = await target.namespace();
      const client = await target.account(namespace, [
        { verbs: ['list'], resources: ['pods'] },
      ]);
      const ask = (spec: object) =>
        client.request('POST', `${REVIEWS}/selfsubjectrulesreviews`, {
          body: {
            apiVersion: 'authorization.k8s.io/v1',
            kind: 'SelfSubjectRulesReview',
            spec,
          },
        });
      const { status } = (await ask({ namespace })).json();
      expect(status.incomplete).toBe(false);
      expect(status.resourceRules).toContainEqual({
        verbs: ['list'],
        apiGroups: [''],
        resources: ['pods'],
      });
      const none = await ask({});
      expect([none.code, none.json().message]).toEqual([
        400,
        'no namespace on request',
      ]);
    },
  },
  {
    name: 'attach over WebSocket needs get, and create too',
    async run(target) {
      const namespace = await target.namespace();
      await target.pod(namespace, { name: 'p', containers: [{ name: 'app' }] });
      const path = `/api/v1/namespaces/${namespace}/pods/p/attach?container=app&stdout=true`;
      const nobody = await target.account(namespace, [
        { verbs: ['list'], resources: ['pods'] },
      ]);
      const getOnly = await target.account(namespace, [
        { verbs: ['get'], resources: ['pods/attach'] },
      ]);
      const both = await target.account(namespace, [
        { verbs: ['get', 'create'], resources: ['pods/attach'] },
      ]);
      const first = await nobody.attach(path);
      const second = await getOnly.attach(path);
      const third = await both.attach(path);
      if (first instanceof AttachStream || second instanceof AttachStream) {
        throw new Error('an attach without the right was let through');
      }
      expect([
        first.code,
        first.json().message.replace(/User "[^"]+"/, 'User U'),
      ]).toEqual([
        403,
        `pods "p" is forbidden: User U cannot get resource "pods/attach" in API group "" in the namespace "${namespace}"`,
      ]);
      expect([second.code, second.json().message]).toEqual([
        403,
        'pods "p" is forbidden: ',
      ]);
      expect(third).toBeInstanceOf(AttachStream);
      (third as AttachStream).close();
    },
  },
];
