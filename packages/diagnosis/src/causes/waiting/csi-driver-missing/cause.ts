import { both, defineCause } from '../../../engine';
import { volumeFailures } from '../../shared/volumeFailure';
import { nameOfVolume, placeOfVolume } from '../../shared/volumePlace';

const DRIVER =
  /driver name (\S{1,253}) not found|does not contain driver ([^\s"]{1,253})|plugins\/([\w.-]{1,253})\/csi\.sock/;
const NO_ANSWER = /dial unix/;

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
      const [, a, b, c] = DRIVER.exec(one.why) ?? [];
      const driver = a ?? b ?? c;
      return {
        data: {
          ...placeOfVolume(subject, one),
          isSilent: NO_ANSWER.test(one.why),
          ...(driver !== undefined && { driver }),
        },
        quotes: one.quotes,
      };
    });
  },
  explain(data) {
    const { node, driver, isSilent } = data;
    const name = nameOfVolume(data);
    const which = driver
      ? both(`storage driver “${driver}”`, `存储驱动“${driver}”`)
      : both('storage driver', '存储驱动');
    return {
      what: both(
        `The pod cannot start: ${name.en} needs the ${which.en}, which ${
          isSilent ? 'does not answer' : 'is not registered'
        } on node “${node}”.`,
        `Pod 无法启动：${name.zh}需要${which.zh}，但它在节点“${node}”上${
          isSilent ? '没有响应' : '没有注册'
        }。`,
      ),
      why: isSilent
        ? both(
            'The driver’s pod on that node (CSI node plugin) has crashed or is being restarted.',
            '该节点上的驱动 Pod（CSI 节点插件）已崩溃或正在重启。',
          )
        : both(
            'The driver’s pod on that node (CSI node plugin, a DaemonSet) is not installed, does not run, or is kept off by a taint; or the driver’s name is misspelt. On a node that has just joined it may still be starting.',
            '该节点上的驱动 Pod（CSI 节点插件，DaemonSet）未安装、未运行，或被污点排除；也可能驱动名称拼写错误。刚加入的节点上它可能仍在启动。',
          ),
    };
  },
  steps({ node }) {
    return [
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
