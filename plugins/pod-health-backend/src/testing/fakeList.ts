import type {
  KubeApi,
  ListOptions,
  ListSelection,
  ObjectList,
} from '../kube/types';

/** Both ways to list, of one that answers with the objects as the API gives them. */
export function fakeList(
  list: (selection: ListSelection, options: ListOptions) => Promise<ObjectList>,
): Pick<KubeApi, 'list' | 'listProjected'> {
  return {
    list: (selection, options = {}) => list(selection, options),
    async listProjected(selection, project, options = {}) {
      const { items, resourceVersion } = await list(selection, options);
      return { items: items.map(project), resourceVersion };
    },
  };
}
