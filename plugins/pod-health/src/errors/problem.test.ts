import {
  ERROR_CODES,
  PodHealthError,
  type ErrorCode,
} from 'backstage-plugin-pod-health-common';
import { sayEnglish } from '../testing/say';
import { fixerSentence, isPassing, problemOf, sentenceOf } from './problem';

const codes = Object.keys(ERROR_CODES) as ErrorCode[]; // the keys of a constant

describe('problems in words', () => {
  it.each(codes)('%s has a sentence without details, and somebody', code => {
    const problem = { code, details: {} };
    expect(sentenceOf(problem, sayEnglish)).toMatch(/[a-z] .*/);
    expect(fixerSentence(problem, sayEnglish)).toMatch(/\.$/);
  });

  it('fills in the details', () => {
    const details = { verb: 'list', resource: 'nodes', cluster: 'prod-eu' };
    expect(sentenceOf({ code: 'cluster-forbidden', details }, sayEnglish)).toBe(
      'The portal’s account lacks the right to list nodes in prod-eu.',
    );
  });

  it('shows what hides in a detail', () => {
    const problem = {
      code: 'admission-denied',
      details: { message: 'no\u202e \u001b[31mroot' },
    };
    expect(sentenceOf(problem, sayEnglish)).toContain(
      'no\u27e6U+202E\u27e7 \u241b[31mroot',
    );
  });

  it('shows a code of a newer server as an internal error', () => {
    const problem = { code: 'from-the-future', details: {} };
    expect(sentenceOf(problem, sayEnglish)).toBe(
      sentenceOf({ code: 'internal', details: {} }, sayEnglish),
    );
  });

  it('keeps the code of a thrown error, and takes anything else as internal', () => {
    const error = new PodHealthError('locked', 'for logs', { namespace: 'a' });
    expect(problemOf(error)).toEqual({
      code: 'locked',
      details: { namespace: 'a' },
    });
    expect(problemOf(new TypeError('x')).code).toBe('internal');
  });
});

describe('isPassing', () => {
  it.each(['portal-unreachable', 'shutting-down', 'rate-limited', 'internal'])(
    '%s is tried again',
    code => {
      expect(isPassing({ code, details: {} })).toBe(true);
    },
  );

  it.each([
    'not-allowed',
    'entity-not-found',
    'invalid-request',
    'protocol-error',
  ])('%s is not tried again', code => {
    expect(isPassing({ code, details: {} })).toBe(false);
  });
});
