import type { Text } from '../../engine';
import { both } from '../../engine';
import type { PullAnswer } from './pullAnswers';
import { pullAnswer } from './pullAnswers';

/** A message is read up to here, in characters. */
const LONGEST = 16_384;
/** How runtimes and the kubelet begin an error: what follows a comma so is one more. */
const NEXT =
  /, (?=(?:rpc error: |failed to |Error response from daemon|unable to |initializing source |reading manifest |pull access denied|(?:parsing|copying|writing) ))/;

/**
 * The errors of a pull that was tried with several logins: the kubelet lists them as `[first, second]`. Empty when there was one.
 * Source: pkg/kubelet/kuberuntime/kuberuntime_image.go
 */
export function triesIn(message: string): string[] {
  const text = message.slice(0, LONGEST);
  const [, list] =
    /(?:^|": |ErrImagePull: )\[([\s\S]{1,16000})\]/.exec(text) ?? [];
  const tries = list?.split(NEXT) ?? [];
  return tries.length > 1 ? tries : [];
}

/** What each of several tries was answered. */
function answersOf(message: string, image: string): PullAnswer[] {
  return triesIn(message).flatMap(one => pullAnswer(one, image) ?? []);
}

/**
 * The answer that counts: of several logins the one that the registry let furthest. One that is refused says nothing where another was
 * told that there is no such image.
 */
export function bestAnswer(
  message: string,
  image: string,
): PullAnswer | undefined {
  const answers = answersOf(message, image);
  return answers.length > 1 &&
    answers.every(one => one === 'private' || one === 'not-found') &&
    answers.includes('not-found')
    ? 'not-found'
    : pullAnswer(message, image);
}

/** Whether other tries of the same pull were refused. */
export function isAlsoRefused(message: string, image: string): boolean {
  return answersOf(message, image).some(
    one => one === 'private' || one === 'forbidden',
  );
}

/** The refusal beside the answer that counts, as a sentence to add. */
export function alsoRefused(is: boolean): Text {
  return is
    ? both(
        ' The kubelet tried more than one login: another was refused (401 or 403), so one of the pull secrets or the node’s own login does not fit this registry.',
        'kubelet 尝试了不止一个登录信息：另一个被拒绝（401 或 403），因此某个拉取凭据或节点自带的登录身份不适用于该仓库。',
      )
    : both('', '');
}

/**
 * The first part of a repository, as clouds and Harbor name the copy of another registry: `docker-hub/library/nginx`. Somebody may
 * have pushed there by hand all the same; `k8s` alone is mostly a project.
 */
const UPSTREAM =
  /^(?:docker[-._]?(?:hub|io)|ghcr|quay|mcr|k8s(?=[-._])|registry[-._]k8s|(?:k8s[-._])?gcr|ecr[-._]public|public[-._]ecr|nvcr)(?:[-._](?:io|com|registry|proxy|cache|mirror|remote|hub|docker))*$|[-._](?:proxy|cache|mirror|remote|pull-?through)$/i;

/** Whether the image may be passed on from another registry by a cache (pull-through cache, proxy project). */
export function isFromCache(registry: string, repository: string): boolean {
  const [first = '', ...rest] = repository.split('/');
  return registry !== 'docker.io' && rest.length > 0 && UPSTREAM.test(first);
}

/** What a cache before another registry may lack, as a sentence to add. */
export function cacheInWords(is: boolean): Text {
  return is
    ? both(
        ' By its name this may be a copy that the registry fetches from another one when it is first asked (pull-through cache): then its rule, or its own login there, may be at fault as well.',
        '从名称看，这可能是该仓库在首次被请求时从另一个仓库拉取的副本（拉取缓存）：如果是，其缓存规则或它在上游仓库的登录也可能有问题。',
      )
    : both('', '');
}
