import { both } from '../../../engine';

const DIRECTORY =
  /\b(?:directory|folder|dir)\b[^\n]{0,60}?(?:does not exist|doesn't exist|not found|is missing)|\bDirectoryNotFoundException\b|\b(?:scandir|opendir|chdir|readdir)\b/i;
/** So much of a log is looked through, from its end, in characters. */
const MOST = 65_536;

/** Whether a line that names the path calls it a directory; "no such file or directory" leaves that open. */
export const isDirectory = (log: string, path: string | undefined): boolean =>
  path !== undefined &&
  log
    .slice(-MOST)
    .split('\n')
    .some(line => line.includes(path) && DIRECTORY.test(line.slice(0, 4096)));

/** How a directory gets there. */
export const MAKE_DIRECTORY = both(
  'Mount a volume there (an emptyDir if it may be empty at each start), make the directory when the image is built, or name one that exists in the settings.',
  '在该处挂载卷（如果每次启动时可以为空，用 emptyDir 即可），在构建镜像时创建该目录，或在配置中指定已存在的目录。',
);
