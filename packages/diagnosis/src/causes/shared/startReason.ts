const START_FAILED =
  /^(?:CreateContainer(?:Config)?|RunContainer|RunInitContainer|PreCreateHook|PreStartHook|ErrCreate\w{0,40}|StartError|ContainerCannotRun)(?:Error)?$/;
/** Waiting reasons that say nothing of a failed start: normal ones, and those of images and hooks, which other causes explain. */
const OTHER_WAITING =
  /^(?:|ContainerCreating|PodInitializing|CrashLoopBackOff|\w{0,40}Image\w{0,40}|RegistryUnavailable|SignatureValidationFailed)$|^PostStartHookError/;

/** Whether a waiting reason says for certain that the container cannot be made or started at this moment. */
export function cannotStartNow(reason: string): boolean {
  return START_FAILED.test(reason);
}

/** Whether a waiting reason means that the container could not be made: a known one, or a raw error. */
export function isStartReason(reason: string): boolean {
  return START_FAILED.test(reason) || !OTHER_WAITING.test(reason);
}
