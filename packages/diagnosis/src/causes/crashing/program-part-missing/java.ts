import type { Step, Text } from '../../../engine';
import { both } from '../../../engine';
import type { LastWord } from '../../shared/lastWordSign';

/** Versions of Java: the one the program is built for, and the one that runs it. */
export interface Java {
  readonly want?: number;
  readonly have?: number;
}

/**
 * Java by the version of a class file: 52 is Java 8, 61 is Java 17.
 * Source: https://docs.oracle.com/javase/specs/jvms/se21/html/jvms-4.html (table 4.1-A)
 */
function release(version: string | undefined): number | undefined {
  const number = Number(version) - 44;
  return number >= 1 && number < 56 ? number : undefined;
}

/** The versions that the words tell. */
export function javaOf({ want, have }: LastWord['facts']): Java {
  const [wanted, present] = [release(want), release(have)];
  return {
    ...(wanted !== undefined && { want: wanted }),
    ...(present !== undefined && { have: present }),
  };
}

/** What does not fit. */
export function javaWhat(
  who: Text,
  again: Text,
  { want, have }: Java,
  part: string | undefined,
): Text {
  const built =
    want === undefined
      ? both('a newer Java', '更新的 Java')
      : both(`Java ${want}`, ` Java ${want}`);
  const runs =
    have === undefined
      ? both('an older one runs it', '运行它的版本更旧')
      : both(`Java ${have} runs it`, `运行它的是 Java ${have}`);
  const of = part
    ? both(` (class “${part}”)`, `（类“${part}”）`)
    : both('', '');
  return both(
    `The program in ${who.en} could not be loaded because it is built for ${built.en}${of.en}, and ${runs.en}${again.en}.`,
    `${who.zh}中的程序为${built.zh} 构建${of.zh}，而${runs.zh}，因此无法加载${again.zh}。`,
  );
}

/** Where the versions come from. */
export const JAVA_WHY = both(
  'Java runs no classes of a newer version than its own. The program, or a library in it, was built with a newer Java than the image has, or the start picks an older one of several (JAVA_HOME, PATH).',
  'Java 不能运行比自身版本更新的类。程序或其中的库是用比镜像更新的 Java 构建的，或启动时选用了多个版本中较旧的一个（JAVA_HOME、PATH）。',
);

/** What brings both together. */
export function javaStep({ want, have }: Java, image: string): Step {
  const newer =
    want === undefined
      ? both('the Java it is built for', '构建时所用的 Java')
      : both(`Java ${want} or newer`, ` Java ${want} 或更新版本`);
  const older =
    have === undefined
      ? both('the Java of the image', '镜像中的 Java')
      : both(
          `Java ${have} (--release ${have})`,
          ` Java ${have}（--release ${have}）`,
        );
  return {
    text: both(
      `Build image ${image} on a base with ${newer.en}, or take a release of the program that is built for ${older.en}.`,
      `让镜像 ${image} 基于带有${newer.zh}的基础镜像构建，或使用为${older.zh}构建的程序版本。`,
    ),
  };
}
