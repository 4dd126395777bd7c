/** What nodes report that is no cause of a sick pod by itself. */
export const nodeLifecycleContext: Readonly<Record<string, string>> = {
  'node/event/InvalidImageID':
    'The kubelet skips one image while it cleans up: no pod suffers from it.',
  'node/event/InvalidDiskCapacity':
    'Reported once at most starts of a kubelet, before the first measurement of its disk.',
  'node/event/PossibleMemoryBackedVolumesOnDisk':
    'A notice on what swap may do to volumes in memory: pods work as before.',
  'node/event/CgroupV1':
    'A notice that the node uses an old version of cgroups: pods work as before.',
  'node/event/CheckLimitsForResolvConf':
    'The kubelet cuts the search list of the node to what a pod may have: names resolve by the rest.',
};
