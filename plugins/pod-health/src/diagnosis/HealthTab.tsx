import { useEntity } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import { HealthPage } from './HealthPage';

/** The tab of an entity's page: the health of its pods. Needs the entity's context of the catalog around it. */
export function HealthTab() {
  const { entity } = useEntity();
  const { kind } = entity;
  const { namespace = 'default', name } = entity.metadata;
  const entityName = useMemo(
    () => ({ kind: kind.toLowerCase(), namespace, name }),
    [kind, namespace, name],
  );
  return <HealthPage entity={entityName} />;
}
