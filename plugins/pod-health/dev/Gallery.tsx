import {
  appLanguageApiRef,
  appThemeApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { useMemo, useState } from 'react';
import { HealthPage } from '../src/diagnosis/HealthPage';
import { OverviewPage } from '../src/overview/OverviewPage';
import { SCENES } from './scenes';

/** Every state of the tab and of the page about all entities, without a backend. `#scene` in the address opens one. */
export function Gallery() {
  const language = useApi(appLanguageApiRef);
  const theme = useApi(appThemeApiRef);
  const [scene, setScene] = useState(
    () =>
      decodeURIComponent(window.location.hash.slice(1)) || 'image not found',
  );
  const entity = useMemo(
    () => ({ kind: 'component', namespace: 'default', name: scene }),
    [scene],
  );
  const open = (name: string) => {
    window.location.hash = name;
    setScene(name);
  };
  return (
    <main style={{ padding: 24 }}>
      <nav aria-label="Scenes" style={{ marginBottom: 16 }}>
        {Object.keys(SCENES).map(name => (
          <Button
            key={name}
            size="small"
            variant={name === scene ? 'outlined' : 'text'}
            onClick={() => open(name)}
          >
            {name}
          </Button>
        ))}
        {['en', 'zh'].map(lang => (
          <Button
            key={lang}
            size="small"
            color="primary"
            onClick={() => language.setLanguage(lang)}
          >
            {lang}
          </Button>
        ))}
        {['light', 'dark'].map(id => (
          <Button
            key={id}
            size="small"
            color="primary"
            onClick={() => theme.setActiveThemeId(id)}
          >
            {id}
          </Button>
        ))}
      </nav>
      {scene.startsWith('overview') ? (
        <OverviewPage key={scene} />
      ) : (
        <HealthPage key={scene} entity={entity} />
      )}
    </main>
  );
}
