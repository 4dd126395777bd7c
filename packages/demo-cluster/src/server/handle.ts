import type { IncomingMessage } from 'node:http';
import { Answer } from '../api/Answer';
import { listObjects, selectionOf } from '../api/list';
import type { RequestInfo, ResourcePath } from '../api/request';
import { accessReview, rulesReview } from '../api/reviews';
import {
  badRequest,
  methodNotAllowed,
  noSuchResource,
  notFound,
} from '../api/status';
import { watchObjects } from '../api/watch';
import type { User } from '../auth/rbac';
import { dryRunOf, parsePatch, patchEphemeral } from '../ephemeral/patch';
import type { FaultAction } from '../faults/types';
import { chooseLog, parseLogOptions } from '../logs/readLog';
import { streamLog } from '../logs/streamLog';
import { NAMESPACES, PODS, resourceByPath } from '../store/resources';
import type { KubeObject } from '../types';
import { authorize } from './authorize';
import type { ServerContext } from './context';
import { discover } from './discovery';

/** The API's own limit of a request body. */
const BODY_LIMIT = 3 * 1024 * 1024;

/** A request and everything known about it. */
export interface Incoming {
  readonly message: IncomingMessage;
  readonly request: RequestInfo;
  readonly user: User;
  readonly answer: Answer;
  readonly fault?: FaultAction;
}

async function bodyOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size > BODY_LIMIT) {
      throw badRequest(`limit on request body exceeded: ${BODY_LIMIT}`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** Answers a request as the API does. Throws an ApiError for what it refuses. */
export async function handle(
  context: ServerContext,
  incoming: Incoming,
): Promise<void> {
  const { request, user, answer } = incoming;
  authorize(context.authorizer, user, request);
  const { resource } = request;
  if (!resource) {
    const found = request.method === 'GET' ? discover(request.path) : undefined;
    await (found
      ? answer.json(200, found)
      : answer.whole(
          404,
          'text/plain; charset=utf-8',
          Buffer.from('404 page not found\n'),
        ));
  } else if (resource.group === 'authorization.k8s.io') {
    await review(context, incoming, resource);
  } else if (resource.subresource) {
    await subresource(context, incoming, resource);
  } else {
    await objects(context, incoming, resource);
  }
}

async function review(
  { authorizer }: ServerContext,
  { message, user, answer, request }: Incoming,
  { resource }: ResourcePath,
): Promise<void> {
  const answers = {
    selfsubjectaccessreviews: accessReview,
    selfsubjectrulesreviews: rulesReview,
  }[resource];
  if (!answers) {
    throw noSuchResource();
  }
  if (request.verb !== 'create') {
    throw methodNotAllowed();
  }
  let body: unknown;
  try {
    body = JSON.parse(await bodyOf(message));
  } catch {
    throw badRequest('the object provided is unrecognized');
  }
  await answer.json(201, answers(authorizer, user, body));
}

async function objects(
  context: ServerContext,
  { request, answer, fault }: Incoming,
  path: ResourcePath,
): Promise<void> {
  const resource = resourceByPath(path.group, path.version, path.resource);
  if (!resource) {
    await unknownResource(answer, path);
    return;
  }
  const namespace = resource.namespaced ? path.namespace : undefined;
  if (request.verb === 'get' && path.name !== undefined) {
    const found = context.store.get(resource, namespace, path.name);
    if (!found) {
      throw notFound(path.group, path.resource, path.name);
    }
    await answer.json(200, found);
  } else if (request.verb === 'list') {
    const selection = selectionOf(resource, namespace, request.query);
    await answer.json(
      200,
      listObjects(context.store, selection, request.query),
    );
  } else if (request.verb === 'watch') {
    const selection = selectionOf(resource, namespace, request.query);
    watchObjects(context, selection, request.query, answer, fault);
  } else {
    throw methodNotAllowed();
  }
}

/** An unknown group gets the plain 404 of the HTTP server, an unknown resource of a known group a Status. */
async function unknownResource(
  answer: Answer,
  path: ResourcePath,
): Promise<void> {
  if (path.group === '' || discover(`/apis/${path.group}/${path.version}`)) {
    throw noSuchResource();
  }
  await answer.whole(
    404,
    'text/plain; charset=utf-8',
    Buffer.from('404 page not found\n'),
  );
}

function podOf(context: ServerContext, path: ResourcePath): KubeObject {
  const name = path.name ?? '';
  const pod = context.store.get(PODS, path.namespace, name);
  if (!pod) {
    throw notFound('', 'pods', name);
  }
  return pod;
}

async function subresource(
  context: ServerContext,
  incoming: Incoming,
  path: ResourcePath,
): Promise<void> {
  const { request, answer } = incoming;
  const asked = `${request.verb} ${path.resource}/${path.subresource}`;
  switch (asked) {
    case 'get pods/log':
      await log(context, incoming, path);
      break;
    case 'get pods/ephemeralcontainers':
      await answer.json(200, podOf(context, path));
      break;
    case 'patch pods/ephemeralcontainers':
      await patch(context, incoming, path);
      break;
    case 'get pods/attach':
    case 'create pods/attach':
      throw badRequest('Upgrade request required');
    default:
      throw /^\w+ pods\/(log|ephemeralcontainers|attach)$/.test(asked)
        ? methodNotAllowed()
        : noSuchResource();
  }
}

async function log(
  context: ServerContext,
  { request, answer }: Incoming,
  path: ResourcePath,
): Promise<void> {
  const pod = podOf(context, path);
  const { query } = request;
  const options = parseLogOptions(
    query,
    pod.metadata.name,
    context.clock.now(),
  );
  const chosen = chooseLog(
    context.logs,
    pod,
    query.get('container'),
    options.previous,
  );
  if (chosen) {
    await streamLog(chosen, options, answer);
  } else {
    answer.empty(204);
  }
}

async function patch(
  context: ServerContext,
  { request, answer, message }: Incoming,
  path: ResourcePath,
): Promise<void> {
  const { store, containers } = context;
  const dryRun = dryRunOf(request.query);
  const body = await bodyOf(message);
  const pod = podOf(context, path);
  const parsed = parsePatch(message.headers['content-type'], body);
  const namespace = store.get(NAMESPACES, undefined, path.namespace ?? '');
  const patched = patchEphemeral(pod, namespace, parsed);
  if (dryRun || patched.added.length === 0) {
    await answer.json(200, patched.pod);
    return;
  }
  const stored = store.put(PODS, patched.pod);
  containers.launch(stored, patched.added);
  await answer.json(200, stored);
}
