import { bestAnswer, isAlsoRefused, isFromCache, triesIn } from './pullTries';

const IMAGE = 'registry.example/team/web:1';
const REFUSED = `failed to pull and unpack image "${IMAGE}": failed to authorize: failed to fetch oauth token: 401 Unauthorized`;
const ABSENT = `rpc error: code = NotFound desc = failed to pull and unpack image "${IMAGE}": ${IMAGE}: not found`;

describe('tries of a pull', () => {
  it.each([
    [
      'the status',
      `Back-off pulling image "${IMAGE}": ErrImagePull: [${REFUSED}, ${ABSENT}]`,
    ],
    ['the event', `Failed to pull image "${IMAGE}": [${REFUSED}, ${ABSENT}]`],
    ['the bare list', `[${ABSENT}, ${REFUSED}]`],
  ])('are told apart in %s', (_, message) => {
    expect(triesIn(message)).toHaveLength(2);
    expect(bestAnswer(message, IMAGE)).toBe('not-found');
    expect(isAlsoRefused(message, IMAGE)).toBe(true);
  });

  it.each([
    [REFUSED, 'private'],
    [`Failed to pull image "${IMAGE}": ${ABSENT}`, 'not-found'],
    [
      `[${REFUSED}, rpc error: code = Unknown desc = toomanyrequests: too many requests]`,
      'rate-limited',
    ],
    [
      `initializing source: (Mirrors also failed: [mirror.example/web:1: ${REFUSED}, failed to do request: EOF]): reading manifest 1 in ${IMAGE}: manifest unknown`,
      'not-found',
    ],
  ])('leave other answers as they are: %s', (message, answer) => {
    expect(bestAnswer(message, IMAGE)).toBe(answer);
  });

  it.each([
    ['shop.azurecr.io', 'docker-hub/library/nginx'],
    ['1.dkr.ecr.eu-west-1.amazonaws.com', 'dockerhub/library/nginx'],
    ['1.dkr.ecr.eu-west-1.amazonaws.com', 'ecr-public/eks/pause'],
    ['harbor.example', 'dockerhub-proxy/library/nginx'],
    ['harbor.example', 'ghcr.io/a/b'],
    ['europe-docker.pkg.dev', 'quay-remote/a/b'],
  ])('know the copy of another registry: %s/%s', (registry, repository) => {
    expect(isFromCache(registry, repository)).toBe(true);
  });

  it.each([
    ['docker.io', 'docker-hub/nginx'],
    ['registry.example', 'team/web'],
    ['registry.example', 'quay'],
    ['registry.example', 'proxy/web'],
  ])('know what is no copy: %s/%s', (registry, repository) => {
    expect(isFromCache(registry, repository)).toBe(false);
  });
});
