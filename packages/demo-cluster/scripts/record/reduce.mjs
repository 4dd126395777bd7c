// What of a cluster's objects goes into a recording: all that is served, nothing that may be secret or that is noise.

const dropEnvValues = container => {
  if (!container || typeof container !== 'object') return container;
  const { env, ...rest } = container;
  return env ? { ...rest, env: env.map(({ value, ...entry }) => entry) } : rest;
};

const dropEnvOfSpec = spec => {
  if (!spec) return spec;
  const lists = ['containers', 'initContainers', 'ephemeralContainers'];
  const changed = { ...spec };
  for (const list of lists) {
    if (spec[list]) changed[list] = spec[list].map(dropEnvValues);
  }
  if (spec.template) {
    changed.template = {
      ...spec.template,
      spec: dropEnvOfSpec(spec.template.spec),
    };
  }
  return changed;
};

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const reduceAnnotations = annotations => {
  if (!annotations?.[LAST_APPLIED]) return annotations;
  const applied = JSON.parse(annotations[LAST_APPLIED]);
  const kept = applied.data
    ? {
        ...applied,
        data: Object.fromEntries(Object.keys(applied.data).map(k => [k, ''])),
      }
    : {
        ...applied,
        ...(applied.spec && { spec: dropEnvOfSpec(applied.spec) }),
      };
  return { ...annotations, [LAST_APPLIED]: `${JSON.stringify(kept)}\n` };
};

/** What names the machine below a node. */
const dropMachine = status => {
  if (!status?.nodeInfo) return status;
  const { bootID, machineID, systemUUID, kernelVersion, ...nodeInfo } =
    status.nodeInfo;
  return { ...status, nodeInfo };
};

/** One object, without managed fields, environment values and config map contents. */
export function reduce(object) {
  const { managedFields, resourceVersion, ...metadata } = object.metadata;
  const annotations = reduceAnnotations(metadata.annotations);
  return {
    ...object,
    metadata: { ...metadata, ...(annotations && { annotations }) },
    ...(object.spec && { spec: dropEnvOfSpec(object.spec) }),
    ...(object.status && { status: dropMachine(object.status) }),
    ...(object.data && {
      data: Object.fromEntries(Object.keys(object.data).map(key => [key, ''])),
    }),
  };
}
