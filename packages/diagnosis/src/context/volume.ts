/** What the volume layers report that is no cause by itself. */
export const volumeContext: Readonly<Record<string, string>> = {
  'volume/FailedMount/not-in-use':
    'The node has not yet announced the volume as in use, which is a step of every attachment.',
  'volume/pvc/ProvisioningCleanupFailed':
    'A volume that was made for nothing is left over on the storage; no pod waits for it.',
  'volume/pvc/VolumeFailedDelete':
    'The storage keeps a volume that nobody claims any more; no pod waits for it.',
  'volume/pvc/VolumeFailedRecycle':
    'A volume that nobody claims any more cannot be emptied; a claim that names it is told as a conflict.',
};
