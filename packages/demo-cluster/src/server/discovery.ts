import { apiVersionOf, RESOURCES } from '../store/resources';

/** The version the double speaks like. */
export const VERSION = {
  major: '1',
  minor: '35',
  gitVersion: 'v1.35.4',
  gitCommit: 'demo-cluster',
  gitTreeState: '',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: 'linux/amd64',
};

/** Subresources of pods that the double serves, as discovery names them. */
const SUBRESOURCES = [
  { name: 'pods/attach', kind: 'PodAttachOptions', verbs: ['create', 'get'] },
  { name: 'pods/ephemeralcontainers', kind: 'Pod', verbs: ['get', 'patch'] },
  { name: 'pods/log', kind: 'Pod', verbs: ['get'] },
];

function groups() {
  const named = RESOURCES.filter(r => r.group !== '');
  return [...new Set(named.map(r => r.group))].map(name => {
    const groupVersion = apiVersionOf(
      named.find(r => r.group === name) ?? named[0],
    );
    const version = { groupVersion, version: groupVersion.split('/')[1] };
    return { name, versions: [version], preferredVersion: version };
  });
}

function resourceList(groupVersion: string) {
  const found = RESOURCES.filter(r => apiVersionOf(r) === groupVersion);
  if (found.length === 0) {
    return undefined;
  }
  const resources = found.map(r => ({
    name: r.resource,
    singularName: r.kind.toLowerCase(),
    namespaced: r.namespaced,
    kind: r.kind,
    verbs: ['get', 'list', 'watch'],
  }));
  const extra = SUBRESOURCES.map(s => ({
    ...s,
    singularName: '',
    namespaced: true,
  }));
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion,
    resources: groupVersion === 'v1' ? [...resources, ...extra] : resources,
  };
}

/** The answer to a path that is no resource; undefined when there is none. */
export function discover(path: string): unknown {
  switch (path.replace(/\/$/, '')) {
    case '/version':
      return VERSION;
    case '/api':
      return {
        kind: 'APIVersions',
        versions: ['v1'],
        serverAddressByClientCIDRs: [],
      };
    case '/apis':
      return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups() };
    default: {
      const match = /^\/(?:api|apis)\/(.+?)\/?$/.exec(path);
      return match ? resourceList(match[1]) : undefined;
    }
  }
}
