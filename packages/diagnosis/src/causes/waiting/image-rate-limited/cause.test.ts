import { event, findings, waitingPod } from '../../../testing';
import cause from './cause';

describe('image-rate-limited', () => {
  it.each([
    [
      'toomanyrequests: You have reached your unauthenticated pull rate limit.',
      'Without a login',
    ],
    ['unexpected status: 429 Too Many Requests', 'used up its allowance'],
    [
      'reading manifest 1 in registry.example/web: toomanyrequests: Rate exceeded',
      'used up its allowance',
    ],
  ])('tells apart: %s', (message, words) => {
    const [found] = findings(cause, [waitingPod('ErrImagePull', message)]);
    expect(found?.why.en).toContain(words);
  });

  it('counts how often it was refused', () => {
    const message = 'unexpected status: 429 Too Many Requests';
    const failed = event(
      'Failed',
      `Failed to pull image "registry.example/web:1.0": ${message}`,
      ['count', 7],
    );
    const [found] = findings(cause, [
      waitingPod('ErrImagePull', message),
      failed,
    ]);
    expect(found?.what.en).toContain('refused 7 tries');
  });

  it('asks for a login only when there is none', () => {
    const message = 'toomanyrequests';
    const [without] = findings(cause, [waitingPod('ErrImagePull', message)]);
    expect(without?.steps[1]?.text.en).toContain('Name a pull secret');
    const [given] = findings(cause, [
      waitingPod('ErrImagePull', message, [
        'spec.imagePullSecrets',
        [{ name: 'hub' }],
      ]),
    ]);
    expect(given?.steps[1]?.text.en).toContain('Check that the pull secret');
  });

  it.each([
    'pull QPS exceeded',
    'client rate limiter Wait returned an error: context deadline exceeded',
    'unexpected commit size 429, expected 500',
  ])('leaves to others: %s', message => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual([]);
  });
});
