/** What schedulers say of preemption: why pushing others out does not help either. The reasons before it tell why the pod waits. */
export const preemptionContext: Readonly<Record<string, string>> = {
  'scheduler/preemption/nothelpful':
    'Says only that pushing pods out would not open this node; the reason before it is the fault.',
  'scheduler/preemption/novictims':
    'Says only that no pod of lower priority could be pushed out; the lack of room before it is the fault.',
  'scheduler/preemption/novictims-group':
    'Says only that no pod of lower priority could be pushed out for the group; the reason before it is the fault.',
  'scheduler/preemption/never':
    'Says only that the pod’s priority class forbids pushing others out; the lack of room before it is the fault.',
  'scheduler/preemption/nocandidate':
    'Says only that an extender left no node on which pods could be pushed out; the reason before it is the fault.',
};
