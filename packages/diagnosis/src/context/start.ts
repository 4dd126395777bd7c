/** What the kubelet and the runtime say while containers are made and started that is no cause by itself. */
export const startContext: Readonly<Record<string, string>> = {
  'waiting/CreateContainerConfigError/ephemeral-target':
    'A debug container says it of the container it should join; a debug shell that does not start is no fault of the pod.',
  'runtime/create/target':
    'A debug container says it of the container it should join; a debug shell that does not start is no fault of the pod.',
  'kubelet-container/event/LifecycleHTTPFallback':
    'The hook was called again without encryption and succeeded; nothing fails.',
};
