// What the bench itself asks of a cluster, as its administrator.
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { KubeConfig } from '@kubernetes/client-node';
import { Agent, request } from 'undici';

/** A few calls over one connection, so that a change is in the cluster some milliseconds after it was asked for. */
export class KubeClient {
  constructor(file) {
    const config = new KubeConfig();
    config.loadFromString(readFileSync(file, 'utf8'));
    const { server, caData, caFile } = config.getCurrentCluster();
    const user = config.getCurrentUser();
    const read = (data, path) =>
      data ? Buffer.from(data, 'base64') : path && readFileSync(path);
    this.server = server;
    this.headers = user.token ? { authorization: `Bearer ${user.token}` } : {};
    this.dispatcher = new Agent({
      connect: {
        ca: read(caData, caFile),
        cert: read(user.certData, user.certFile),
        key: read(user.keyData, user.keyFile),
      },
    });
  }

  async text(
    path,
    method = 'GET',
    body = undefined,
    type = 'application/json',
  ) {
    const answer = await request(`${this.server}${path}`, {
      method,
      dispatcher: this.dispatcher,
      headers: { ...this.headers, ...(body && { 'content-type': type }) },
      body: body && JSON.stringify(body),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) {
      throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
    }
    return text;
  }

  createPod(pod) {
    const { namespace } = pod.metadata;
    return this.text(`/api/v1/namespaces/${namespace}/pods`, 'POST', pod);
  }

  patchStatus(namespace, name, status) {
    return this.text(
      `/api/v1/namespaces/${namespace}/pods/${name}/status`,
      'PATCH',
      { status },
      'application/merge-patch+json',
    );
  }

  /** Pods are refused until the namespace has its default account. */
  async waitForServiceAccount(namespace) {
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/default`;
    for (let tries = 0; tries < 100; tries += 1) {
      const found = await this.text(path).catch(() => undefined);
      if (found) return;
      await wait(100);
    }
    throw new Error(`namespace ${namespace} has no default service account`);
  }
}
