import { END_REASONS, ERROR_CODES } from 'backstage-plugin-pod-health-common';
import { en } from './en';
import zh from './zh';

const keys = Object.keys(en) as (keyof typeof en)[]; // the keys of a constant

/** The `{{gaps}}` of a sentence, in order of name. */
function gaps(sentence: string): string[] {
  return [...sentence.matchAll(/\{\{(\w+)\}\}/g)]
    .map(([, name]) => name)
    .sort();
}

/** Words that are the same in both languages: product names. */
const SAME_IN_BOTH = [
  'pods.name',
  'fact.pod',
  'field.cpu',
  'field.finalizers',
  'evidence.ofPod',
  'evidence.ofService',
  'evidence.service',
  'pods.readyOf',
  'timeline.pod',
  'timeline.pod.inside',
];

describe('translations', () => {
  it('has the same keys in both languages', () => {
    expect(Object.keys(zh).sort()).toEqual([...keys].sort());
  });

  it.each(keys)('%s has the same gaps in both languages', key => {
    expect(gaps(zh[key])).toEqual(gaps(en[key]));
  });

  it.each(
    keys.filter(
      key =>
        !SAME_IN_BOTH.includes(key) &&
        /[a-z]{3}/.test(en[key].replace(/\{\{\w+\}\}/g, '')),
    ),
  )('%s is Chinese in Chinese', key => {
    expect(zh[key]).toMatch(/\p{Script=Han}/u);
  });

  it('has both forms of every plural', () => {
    const singular = keys.filter(key => key.endsWith('_one'));
    for (const key of singular) {
      expect(keys).toContain(key.replace(/_one$/, '_other'));
    }
  });

  it('has a sentence for every error code and every end of a session', () => {
    expect(keys).toEqual(
      expect.arrayContaining([
        ...Object.keys(ERROR_CODES).map(code => `error.${code}`),
        ...END_REASONS.map(reason => `ended.${reason}`),
      ]),
    );
  });
});
