import type {
  ContainerView,
  Failure,
  Quote,
  Step,
  Text,
} from '../../../engine';
import { both, duration, parseTime, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';

/** What there is to go by when the program said nothing: how long it ran, its language, and what its environment names. */
export interface Needs {
  /** Seconds it ran. */
  readonly ran?: number;
  readonly isRust: boolean;
  /** An environment variable that by its name points at a service; its value is never read. */
  readonly variable?: string;
  /** What that service is by the variable's name, when no service of the namespace is called so. */
  readonly unseen?: string;
}

/** Kinds of services by the words in variables' names, and what such a service is called. */
const KINDS: readonly (readonly [RegExp, RegExp, string])[] = [
  [/POSTGRES|(?:^|_)PG/, /postgres|pg|cockroach|timescale|citus/, 'postgres'],
  [/MYSQL|MARIADB/, /mysql|maria|percona|tidb|vitess/, 'mysql'],
  [/MONGO/, /mongo/, 'mongo'],
  [/REDIS|VALKEY/, /redis|valkey|dragonfly|keydb|cache/, 'redis'],
  [/RABBIT|AMQP/, /rabbit|amqp|broker/, 'rabbitmq'],
  [/KAFKA|BOOTSTRAP_SERVERS/, /kafka|redpanda|broker/, 'kafka'],
  [/(?:^|_)NATS/, /nats/, 'nats'],
  [/ELASTIC|OPENSEARCH/, /elastic|opensearch/, 'elasticsearch'],
  [
    /DATABASE|(?:^|_)DB(?:_|$)/,
    /db|database|sql|postgres|pg|maria|mongo|cockroach/,
    'database',
  ],
];
const POINTS_AT =
  /(?:^|_|^PG)(?:URLS?|URI|HOST(?:NAME|S)?|DSN|ADDR(?:ESS(?:ES)?)?|SERVERS?|BROKERS?|ENDPOINTS?|CONNECTION(?:_?STRING)?)$/i;
const RUST = /^RUST_(?:LOG|BACKTRACE)$/;

/** Programs give up on a service sooner. */
const LONGEST_WAIT_SECONDS = 300;

/** How long an instance ran, in seconds. */
function ranOf({ startedAt, finishedAt }: Failure['terminated']) {
  const [start, end] = [parseTime(startedAt), parseTime(finishedAt)];
  return start === undefined || end === undefined
    ? undefined
    : Math.max(0, (end - start) / 1000);
}

/** The first variable that by its name points at a service. */
function pointer({ spec }: ContainerView) {
  const names = (spec?.env ?? []).map(({ name = '' }) => name);
  for (const [i, name] of names.entries()) {
    const kind = KINDS.find(([word]) => word.test(name.toUpperCase()));
    if (kind && POINTS_AT.test(name)) return { i, name, kind };
  }
  return undefined;
}

/** What there is to go by besides the exit code. */
export function needsOf(
  pod: Pod,
  container: ContainerView,
  { terminated }: Failure,
  services: Fact<FactValues['services']>,
): { readonly needs: Needs; readonly quotes: readonly Quote[] } {
  const ran = ranOf(terminated);
  const points = pointer(container);
  const [, called, word] = points?.kind ?? [];
  const isUnseen =
    called &&
    services.status === 'ok' &&
    services.value.length > 0 &&
    !services.value.some(({ metadata }) => called.test(metadata.name ?? ''));
  const c = pod.spec.containers.findIndex(one => one === container.spec);
  return {
    needs: {
      ...(ran !== undefined && { ran }),
      isRust: (container.spec?.env ?? []).some(({ name = '' }) =>
        RUST.test(name),
      ),
      ...(points && { variable: points.name }),
      ...(isUnseen && word && { unseen: word }),
    },
    quotes: points
      ? quoteOf('pod', pod, `spec.containers.${c}.env.${points.i}.name`)
      : [],
  };
}

/** How long it ran, as a sentence. */
export function ranFor({ ran }: Needs): Text {
  if (ran === undefined) return both('', '');
  const { en, zh } = duration(ran);
  return ran < 1
    ? both(' It ended at once.', '它一启动就结束。')
    : both(` It ran for ${en}.`, `它运行了 ${zh}。`);
}

/** The code of a panic, where the environment says that the program is of Rust. */
export const PANIC = both(
  'a panic of a Rust program, an error its code did not expect; its last lines name the file, the line and the error',
  'Rust 程序的 panic，即代码没有预料到的错误；最后几行日志会写明文件、行号和错误',
);

/** To see what it needs, when nothing else tells. */
export function stepsOfNeeds({ variable, unseen, ran = 0 }: Needs): Step[] {
  if (variable === undefined) return [];
  const waits =
    ran >= 5 && ran <= LONGEST_WAIT_SECONDS
      ? both(
          ` A program that ends ${
            duration(ran).en
          } after its start has often waited that long for an answer.`,
          `启动 ${duration(ran).zh}后结束的程序，往往是等待应答超时。`,
        )
      : both('', '');
  const seen = unseen
    ? both(
        ` No service whose name speaks of it (${unseen}) was seen in the namespace.`,
        `命名空间中没有看到名称与之相关（${unseen}）的服务。`,
      )
    : both('', '');
  return [
    {
      text: both(
        `Check that what ${variable} points at exists and answers.${seen.en}${waits.en}`,
        `检查 ${variable} 指向的服务是否存在并能应答。${seen.zh}${waits.zh}`,
      ),
    },
  ];
}
