/** What the kubelet says of images that is no cause by itself. */
export const kubeletImageContext: Readonly<Record<string, string>> = {
  'kubelet-container/event/Failed-image':
    'It only repeats the short reason that the container’s status shows; the event or status beside it tells why.',
};
