/** What controllers say of workloads that is no cause of its own. */
export const controllerContext: Readonly<Record<string, string>> = {
  'controller/cronjob-FailedGet':
    'The API server did not answer one request; the controller asks again in a moment, and a run that is missed for it is told by cron-job-misses-runs.',
  'controller/cronjob-UnexpectedJob':
    'Names a job that somebody else made with the CronJob as its owner, or that the controller had forgotten; nothing is missing for it.',
  'controller/ds-SucceededDaemonPod':
    'A pod of a DaemonSet restarts for ever, so it only succeeds when its node was shut down; the controller replaces it at once.',
  'controller/job-misc':
    'Written when completions were lowered below what is done, and by a controller older than the API server, for the hours of an upgrade.',
  'controller/sts-ConflictingController':
    'Only the removal of a claim that the retention policy asks for is left out, as the claim is owned by something else; the pods run as asked.',
};
