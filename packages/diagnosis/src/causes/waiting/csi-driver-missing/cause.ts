import type { Step, Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { volumeFailures } from '../../shared/volumeFailure';
import { nameOfVolume, placeOfVolume } from '../../shared/volumePlace';

const DRIVER =
  /driver name (\S{1,253}) not found|by driver (\S{1,253}) \(no CSIDriver|csidrivers?[\w.]{0,20} \\?"([\w.-]{1,253})\\?" (?:not found|does not exist)|does not contain driver ([^\s"]{1,253})|plugins\/([\w.-]{1,253})\/csi\.sock/;
const NO_ANSWER = /dial unix/;
/** The object that a driver's installation makes is not there. */
const NO_OBJECT =
  /no CSIDriver object|csidrivers?\b[^\n]{0,260}(?:not found|does not exist)/i;

/** How far the driver is there. */
interface Presence {
  readonly node: string;
  readonly isSilent: boolean;
  readonly isAbsent: boolean;
}

function lackOf({ node, isSilent, isAbsent }: Presence): Text {
  if (isAbsent)
    return both('is not installed in the cluster', '集群中没有安装它');
  return isSilent
    ? both(`does not answer on node “${node}”`, `它在节点“${node}”上没有响应`)
    : both(
        `is not registered on node “${node}”`,
        `它在节点“${node}”上没有注册`,
      );
}

function reasonOf({ isSilent, isAbsent }: Presence): Text {
  if (isAbsent)
    return both(
      'The object that its installation makes in the cluster (CSIDriver) is not there: the driver was never installed or was removed, or its name is misspelt in the volume.',
      '其安装时会在集群中创建的对象（CSIDriver）不存在：驱动从未安装、已被移除，或卷中的驱动名称拼写错误。',
    );
  return isSilent
    ? both(
        'The driver’s pod on that node (CSI node plugin) has crashed or is being restarted.',
        '该节点上的驱动 Pod（CSI 节点插件）已崩溃或正在重启。',
      )
    : both(
        'The driver’s pod on that node (CSI node plugin, a DaemonSet) is not installed, does not run, or is kept off by a taint; or the driver’s name is misspelt. On a node that has just joined it may still be starting.',
        '该节点上的驱动 Pod（CSI 节点插件，DaemonSet）未安装、未运行，或被污点排除；也可能驱动名称拼写错误。刚加入的节点上它可能仍在启动。',
      );
}

const LIST_DRIVERS: Step = {
  text: both(
    'See which drivers the cluster has, and compare the name with that in the volume.',
    '查看集群中有哪些驱动，并与卷中的名称核对。',
  ),
  command: 'kubectl get csidrivers',
};

export default defineCause({
  id: 'csi-driver-missing',
  state: 'waiting',
  title: both(
    'The storage driver does not run on the node',
    '节点上没有运行所需的存储驱动',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'claims'],
  covers: ['volume/FailedMount-setup/csi-notregistered'],
  detect({ subject, ...reading }) {
    return volumeFailures(reading, 'driver-missing').map(one => {
      const driver = DRIVER.exec(one.why)?.slice(1).find(Boolean);
      return {
        data: {
          ...placeOfVolume(subject, one),
          isSilent: NO_ANSWER.test(one.why),
          isAbsent: NO_OBJECT.test(one.why),
          ...(driver !== undefined && { driver }),
        },
        quotes: one.quotes,
      };
    });
  },
  explain(data) {
    const { driver } = data;
    const name = nameOfVolume(data);
    const which = driver
      ? both(`storage driver “${driver}”`, `存储驱动“${driver}”`)
      : both('storage driver', '存储驱动');
    const lacks = lackOf(data);
    return {
      what: both(
        `The pod cannot start: ${name.en} needs the ${which.en}, which ${lacks.en}.`,
        `Pod 无法启动：${name.zh}需要${which.zh}，但${lacks.zh}。`,
      ),
      why: reasonOf(data),
    };
  },
  steps({ node, isAbsent }) {
    return [
      ...(isAbsent ? [LIST_DRIVERS] : []),
      {
        text: both(
          `See which drivers node “${node}” has.`,
          `查看节点“${node}”上有哪些驱动。`,
        ),
        command: 'kubectl get csinodes -o yaml',
      },
      {
        text: both(
          `See whether the driver’s pod on node “${node}” runs.`,
          `查看节点“${node}”上的驱动 Pod 是否运行。`,
        ),
        command: `kubectl get pods --all-namespaces -o wide --field-selector spec.nodeName=${node}`,
      },
      {
        text: both(
          'Ask your platform team to repair or install the driver; the pod then starts by itself.',
          '请平台团队修复或安装该驱动；之后 Pod 会自动启动。',
        ),
        link: 'https://kubernetes.io/docs/concepts/storage/volumes/#csi',
      },
    ];
  },
});
