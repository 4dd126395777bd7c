import { LIMITS, PodHealthError } from 'backstage-plugin-pod-health-common';
import { pipeline, Readable, Transform } from 'node:stream';
import type { TransformCallback } from 'node:stream';
import { connectionError, requestError } from './errors';
import { checkedContainer, podPath, type ApiPath } from './paths';
import type { RequestScope } from './requestScope';
import type { Transport } from './transport/transport';
import type { ContainerRef, LogOptions } from './types';

/** What the kubelet writes, as a 200, when it no longer has the log. A line of a program begins with its time instead. */
const LOST = Buffer.from('unable to retrieve container logs for ');
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/**
 * Lets a log's bytes through unchanged, except that a lost log becomes `log-lost` and a broken connection a typed error.
 * An abort by the caller closes the stream without an error.
 */
class LogGate extends Transform {
  readonly #scope: RequestScope;
  readonly #signal?: AbortSignal;
  /** The first bytes, until it is known whether they are the log's; then undefined. */
  #head: Buffer | undefined = Buffer.alloc(0);

  constructor(scope: RequestScope, signal: AbortSignal | undefined) {
    super();
    this.#scope = scope;
    this.#signal = signal;
    this.on('error', () => {}); // a reader gets it as well; with none reading, it must not end the process
  }

  override _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: TransformCallback,
  ): void {
    if (!this.#head) {
      done(null, chunk);
      return;
    }
    this.#head = Buffer.concat([this.#head, chunk]);
    const compared = Math.min(this.#head.length, LOST.length);
    const alike = this.#head
      .subarray(0, compared)
      .equals(LOST.subarray(0, compared));
    if (alike && compared === LOST.length) {
      done(requestError('log-lost', this.#scope, 'the log is gone'));
    } else if (alike) {
      done();
    } else {
      this.#release(done);
    }
  }

  override _flush(done: TransformCallback): void {
    this.#release(done);
  }

  /** Typed before the stream remembers it, so that a reader who comes late sees the same error. */
  override destroy(error?: Error): this {
    const wanted = this.#signal?.aborted || !error;
    return super.destroy(
      wanted ? undefined : connectionError(this.#scope, error),
    );
  }

  #release(done: TransformCallback): void {
    const head = this.#head ?? Buffer.alloc(0);
    this.#head = undefined;
    done(null, head);
  }
}

/** Opens a container's log. See KubeApi.log; failures after the first byte are errors of the stream, typed. */
export async function openLog(
  transport: Transport,
  cluster: string,
  container: ContainerRef,
  options: LogOptions,
): Promise<Readable> {
  const scope: RequestScope = {
    cluster,
    verb: 'get',
    resource: 'pods/log',
    namespace: container.namespace,
    name: container.pod,
  };
  const path = logPath(container, options);
  if (options.limitBytes === 0) {
    return Readable.from([]); // the API refuses 0, and would read a missing limit as "all"
  }
  const { signal } = options;
  const { status, body } = await transport.open({
    method: 'GET',
    path,
    scope,
    signal,
  });
  if (status === 204) {
    // The API's answer for a pod without a node; an empty log would look as if the container had said nothing.
    body.destroy();
    throw requestError('pod-not-scheduled', scope, 'the pod has no node');
  }
  const gate = new LogGate(scope, signal);
  pipeline(body, gate, () => {}); // a failure is the gate's own error event
  return gate;
}

function logPath(container: ContainerRef, options: LogOptions): ApiPath {
  const { tailLines, limitBytes, sinceTime, follow, previous } = options;
  checkCount('tailLines', tailLines);
  checkCount('limitBytes', limitBytes);
  if (sinceTime !== undefined && !RFC3339.test(sinceTime)) {
    throw new PodHealthError('invalid-request', 'sinceTime is not RFC 3339');
  }
  const bounded =
    tailLines !== undefined ||
    limitBytes !== undefined ||
    sinceTime !== undefined;
  return podPath(container.namespace, container.pod, 'log', {
    container: checkedContainer(container.container),
    timestamps: true,
    follow: follow || undefined,
    previous: previous || undefined,
    tailLines: bounded ? tailLines : LIMITS.logTailLines,
    limitBytes,
    sinceTime,
  });
}

function checkCount(what: string, count: number | undefined): void {
  if (count !== undefined && !(Number.isSafeInteger(count) && count >= 0)) {
    throw new PodHealthError(
      'invalid-request',
      `${what} is not a whole number of 0 or more`,
      { what },
    );
  }
}
