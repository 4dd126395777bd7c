/** What the kubelet says of pods and containers as such. */
export const podContext: Readonly<Record<string, string>> = {
  'kubelet-pod/event/FailedValidation':
    'Two static manifests of a node carry one name and the second is ignored, so there is no pod that could be looked at.',
  'kubelet-pod/event/HostIPsIPFamilyMismatch':
    'The kubelet and the cloud disagree about the node’s address family; the pod itself runs, and no field of it shows harm.',
  'condition/AllContainersRestarting':
    'The pod’s own restart rule asked for it: the container that ended first and its exit code are the fault, and have causes of their own.',
  'syncresult/RemoveContainerError':
    'Stands in the kubelet’s log alone, and is tried again; what the pod shows is the waiting container.',
  'kubelet-container/event/LifecycleHTTPFallback':
    'The hook worked, by plain HTTP instead of HTTPS: nothing is missing in the pod.',
  'kubelet-probe/event/ProbeWarning':
    'The probe counted as a success although it was redirected to another host; the pod is ready, and nothing of it fails.',
};
