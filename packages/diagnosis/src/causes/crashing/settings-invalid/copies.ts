import type { Step, Text } from '../../../engine';
import { both } from '../../../engine';

/** How many copies were asked for, and of how many members, as the log tells. */
interface Copies {
  readonly want: string | undefined;
  readonly have: string | undefined;
}

/** Why so many copies cannot be made. */
export function copiesInWords({ want, have }: Copies): Text {
  const numbers =
    want === undefined || have === undefined
      ? both('', '')
      : both(
          `: ${want} are asked for, and only ${have} can be had`,
          `：要求 ${want} 份，而只有 ${have} 个可用`,
        );
  return both(
    `It asks for more copies of its data (replication factor) than the other side has members to hold them${numbers.en}.`,
    `它要求的数据副本数（replication factor）多于对端可用的成员数${numbers.zh}。`,
  );
}

/** What helps: fewer copies, or more members. */
export const LESS_COPIES: Step = {
  text: both(
    'Set the replication factor of the program to no more than the members that run (of Kafka Connect: config., offset. and status.storage.replication.factor), or run as many members as it asks for and see that all of them are up.',
    '将程序的副本数设为不超过正在运行的成员数（Kafka Connect：config.、offset. 和 status.storage.replication.factor），或运行足够的成员并确认它们全部正常。',
  ),
};
