import { both, defineCause, quoteOf } from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import { switchInWords, switchSteps } from './switch';

/** The number of a user, when that is what the words name. */
const numberOf = (name: string = ''): number | undefined =>
  /^\d+$/.test(name) ? Number(name) : undefined;

export default defineCause({
  id: 'user-not-accepted',
  state: 'crashing',
  title: both('It does not run as this user', '程序无法以该用户运行'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('user-not-accepted', pod, logs, now).map(
      ({ container, data, facts, kind, quotes }) => {
        const own = container.spec?.securityContext;
        const user = own?.runAsUser ?? pod.spec.securityContext?.runAsUser;
        const list = container.kind === 'app' ? 'containers' : 'initContainers';
        const c = pod.spec[list].findIndex(
          ({ name }) => name === container.name,
        );
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            ...data,
            isRoot: kind === 'root-refused',
            wanted: kind === 'switch' ? facts.user ?? facts.name : undefined,
            user: user ?? numberOf(facts.name),
          },
          quotes: [
            ...quotes,
            ...quoteOf(
              'pod',
              pod,
              `spec.${list}.${c}.securityContext.runAsUser`,
            ),
          ],
        };
      },
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { isRoot, user, wanted } = data;
    if (wanted !== undefined)
      return {
        what: both(
          `The program in ${who.en} ended because its start wants to go on as user “${wanted}”, whom the image does not know${again.en}.`,
          `${who.zh}中的程序在启动时要切换到用户“${wanted}”，而镜像中没有该用户，因此结束${again.zh}。`,
        ),
        why: switchInWords(user),
      };
    const number = user === undefined || Number.isNaN(user) ? '' : ` (${user})`;
    return {
      what: isRoot
        ? both(
            `The program in ${who.en} refuses to run as root and ended${again.en}.`,
            `${who.zh}中的程序拒绝以 root 运行而结束${again.zh}。`,
          )
        : both(
            `The program in ${who.en} ended because the user it runs as${number} has no name in the image${again.en}.`,
            `${who.zh}中的程序因其运行用户${number}在镜像中没有对应名称而结束${again.zh}。`,
          ),
      why: isRoot
        ? both(
            'For safety it wants a user of its own; the manifest or the image starts it as root.',
            '出于安全考虑，它要求使用专用用户，而清单或镜像以 root 启动它。',
          )
        : both(
            'The number was set by the manifest or picked by the platform (OpenShift), and /etc/passwd of the image does not list it.',
            '该用户编号由清单指定或由平台（OpenShift）分配，而镜像的 /etc/passwd 中没有它。',
          ),
    };
  },
  steps(data) {
    if (data.wanted !== undefined)
      return switchSteps(data.wanted, data.container, data.action);
    return [
      {
        text: data.isRoot
          ? both(
              `Set runAsUser of container “${data.container}” to the user the image is made for (its documentation tells), with a matching fsGroup for its volumes.`,
              `将容器“${data.container}”的 runAsUser 设为镜像所针对的用户（见其文档），并为卷设置相应的 fsGroup。`,
            )
          : both(
              'Add an entry for the user in the image, or let the entrypoint write one; HOME and USER set as variables are enough for some programs.',
              '在镜像中添加该用户，或让入口脚本写入；对某些程序，设置 HOME 和 USER 变量即可。',
            ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
      },
      {
        text: both('Read what the program asks for.', '查看程序的要求。'),
        action: data.action,
      },
    ];
  },
});
