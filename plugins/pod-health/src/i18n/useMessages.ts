import {
  appLanguageApiRef,
  useApiHolder,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import useObservable from 'react-use/esm/useObservable';
import type { Lang } from '../text/time';
import type { Say } from './message';
import { podHealthTranslationRef } from './translationRef';

/** The page's words and language. */
export interface Messages {
  readonly say: Say;
  readonly lang: Lang;
}

const NO_CHANGES = {
  subscribe: () => ({ unsubscribe: () => undefined }),
};

/** Gives the words in the app's language, and that language for the backend's own texts. */
export function useMessages(): Messages {
  const { t } = useTranslationRef(podHealthTranslationRef);
  const lang = useLang();
  return useMemo(
    () => ({
      // The translation function's types demand each key's own gaps; keys computed from data (an error code) have a union of
      // them, which no caller can satisfy. translations.test.ts checks the gaps of every sentence instead.
      say: (key, values) => (t as unknown as Say)(key, values), // see above
      lang,
    }),
    [t, lang],
  );
}

function useLang(): Lang {
  const api = useApiHolder().get(appLanguageApiRef);
  const changes = useMemo(() => api?.language$(), [api]);
  const current = useObservable(changes ?? NO_CHANGES, api?.getLanguage());
  return current?.language.startsWith('zh') ? 'zh' : 'en';
}
