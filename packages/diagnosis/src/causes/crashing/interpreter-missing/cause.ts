import { both, defineCause } from '../../../engine';
import { needLogOfStart } from '../../shared/containerStart';
import {
  EARLIER_ENDS,
  nothingMore,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';

export default defineCause({
  id: 'interpreter-missing',
  state: 'crashing',
  title: both(
    'The interpreter of the start script is missing',
    '启动脚本的解释器不存在',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'logs'],
  beats: EARLIER_ENDS,
  covers: ['runtime/oci/exec-nointerp'],
  detect(reading) {
    const found = startsThatFail(reading, ['interpreter-missing'], nothingMore);
    if (found.length === 0) needLogOfStart(reading);
    return found;
  },
  explain(data) {
    return {
      what: both(
        `${whichContainer(data).en} cannot start: ${
          data.named ? `“${data.named}”` : `the program`
        } is there, but what should run it is not.`,
        `${whichContainer(data).zh}无法启动：${
          data.named ? `“${data.named}”` : `程序`
        }存在，但运行它所需的解释器或加载器不存在。`,
      ),
      why: both(
        `The first line of a script names a program (such as #!/bin/bash) that the image does not have; with Windows line ends the name ends in an invisible character and is not found either. Of a compiled program the same is said when its loader is missing: one built with glibc in an Alpine image.`,
        `脚本首行写明的程序（如 #!/bin/bash）在镜像中不存在；如果是 Windows 换行符，名称末尾会多出一个不可见字符，同样找不到。编译好的程序缺少动态加载器时也会这样：例如在 Alpine 镜像中运行用 glibc 构建的程序。`,
      ),
    };
  },
  steps(data) {
    return [
      {
        text: both(
          'Convert the script to Unix line ends (dos2unix, or “* text eol=lf” in .gitattributes), then rebuild the image.',
          '将脚本转换为 Unix 换行符（dos2unix，或在 .gitattributes 中写“* text eol=lf”），然后重新构建镜像。',
        ),
      },
      {
        text: both(
          `Compare the first line of the script with the programs in image ${data.image}: Alpine and distroless images have no bash.`,
          `核对脚本首行与镜像 ${data.image} 中的程序：Alpine 和 distroless 镜像没有 bash。`,
        ),
      },
      {
        text: both(
          'Build a compiled program statically, or on the same base image as it runs on.',
          '将编译型程序静态编译，或在与运行时相同的基础镜像上构建。',
        ),
      },
    ];
  },
});
