/** What the API server says about creating pods that is no cause of its own. */
export const admissionContext: Readonly<Record<string, string>> = {
  'admission/declared-features':
    'Refuses a change of a running pod; the one who asked for the change gets the answer, and the pod goes on as it was.',
  'admission/eventratelimit':
    'Refuses events, not pods; it is why events may be missing, which workload-without-pods says.',
  'admission/noderestriction':
    'Refuses the mirror of a static pod; only the kubelet’s log tells, and there is no object to look at.',
  'admission/podresize':
    'Refuses a resize of a running pod; the one who asked for it gets the answer, and the pod goes on as it was.',
  'admission/psa-warn':
    'A warning to whoever applies a manifest; the pod is created all the same, so it explains no fault.',
  'admission/sa-mirror':
    'Refuses the mirror of a static pod; only the kubelet’s log tells, and there is no object to look at.',
};
