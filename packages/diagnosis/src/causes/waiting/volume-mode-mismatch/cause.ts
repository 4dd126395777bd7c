import { both, defineCause } from '../../../engine';
import { volumeFailures } from '../../shared/volumeFailure';
import { nameOfVolume, placeOfVolume } from '../../shared/volumePlace';

const BY_POD =
  /has volumeMode (\w{1,20}), but is specified in (volume\w{1,10})/;

export default defineCause({
  id: 'volume-mode-mismatch',
  state: 'waiting',
  title: both(
    'A raw device is used as a file system, or vice versa',
    '块设备与文件系统的使用方式不一致',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'claims'],
  covers: [
    'volume/FailedMount-process/mode-fs',
    'volume/FailedMount-process/mode-block',
    'volume/FailedMount-setup/csi-mode',
    'volume/FailedMount-setup/csi-nocsidriver',
    'volume/FailedMountOnFilesystemMismatch',
  ],
  detect({ subject, ...reading }) {
    return volumeFailures(reading, 'mode-mismatch').map(one => {
      const [, mode] = BY_POD.exec(one.why) ?? [];
      return {
        data: {
          ...placeOfVolume(subject, one),
          ...(mode !== undefined && { isBlock: mode === 'Block' }),
        },
        quotes: one.quotes,
      };
    });
  },
  explain(data) {
    const { isBlock } = data;
    const name = nameOfVolume(data);
    if (isBlock === undefined)
      return {
        what: both(
          `The pod cannot start: the storage driver does not offer ${name.en} in the way (mode) it is asked for.`,
          `Pod 无法启动：存储驱动不支持以所要求的模式提供${name.zh}。`,
        ),
        why: both(
          'The driver lacks that lifecycle or volume mode, or declares it wrongly in its CSIDriver object.',
          '驱动不支持该生命周期或卷模式，或在其 CSIDriver 对象中声明有误。',
        ),
      };
    return {
      what: isBlock
        ? both(
            `The pod cannot start: ${name.en} is a raw device (volumeMode Block), and a container mounts it as a file system (volumeMounts).`,
            `Pod 无法启动：${name.zh}是块设备（volumeMode Block），但容器把它当作文件系统挂载（volumeMounts）。`,
          )
        : both(
            `The pod cannot start: ${name.en} holds a file system (volumeMode Filesystem), and a container uses it as a raw device (volumeDevices).`,
            `Pod 无法启动：${name.zh}是文件系统（volumeMode Filesystem），但容器把它当作块设备使用（volumeDevices）。`,
          ),
      why: both(
        'The two have to agree: Block with volumeDevices, Filesystem with volumeMounts.',
        '两者必须一致：Block 对应 volumeDevices，Filesystem 对应 volumeMounts。',
      ),
    };
  },
  steps({ isBlock }) {
    return [
      {
        text: both(
          isBlock
            ? 'Change volumeMounts to volumeDevices (with devicePath) in the manifest, or use a claim with volumeMode Filesystem.'
            : 'Change the way the container uses the volume, or the volumeMode of the claim, so that both agree.',
          isBlock
            ? '在清单中将 volumeMounts 改为 volumeDevices（含 devicePath），或使用 volumeMode 为 Filesystem 的声明。'
            : '修改容器使用该卷的方式或声明的 volumeMode，使两者一致。',
        ),
        link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#raw-block-volume-support',
      },
      {
        text: both(
          'Give the claim another name when its mode has to change: the mode of an existing claim is fixed.',
          '如需更改模式，请换一个声明名称：已有声明的模式不可修改。',
        ),
      },
    ];
  },
});
