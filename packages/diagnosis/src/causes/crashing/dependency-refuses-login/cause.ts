import type { Step, Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import { readBefore } from '../../shared/steps';

const WHY: Readonly<Record<string, Text>> = {
  password: both(
    'The far end was reached and knows the login, but not with this password or key; or it does not tell an unknown user from a wrong password.',
    '已连到对端，但登录名与密码（或密钥）不匹配；有些服务也不区分用户不存在和密码错误。',
  ),
  user: both(
    'The far end was reached, but has no such user, or does not let it log in.',
    '已连到对端，但没有该用户，或不允许其登录。',
  ),
  'no-password': both(
    'The far end was reached and asks for a password, but the program sent none.',
    '已连到对端，它要求密码，而程序没有提供。',
  ),
  'not-allowed': both(
    'The login is known, but this user may not do that, or may not come from this address.',
    '登录有效，但该用户没有此权限，或不允许从该地址登录。',
  ),
  token: both(
    'The far end was reached. The token is missing, unknown or expired there, or its role, policy or rule does not let this service account do that. It is no permission of a file.',
    '已连到对端，但令牌缺失、过期或未知，或者其角色、策略、规则不允许该服务账号执行此操作。这与文件权限无关。',
  ),
  cookie: both(
    'Members of such a cluster (RabbitMQ, CouchDB, ejabberd and others written in Erlang) only speak with those that hold the same secret, their cookie. Most likely the volume of one of them still holds an older cookie than the setting, or each made its own.',
    '此类集群（RabbitMQ、CouchDB、ejabberd 等用 Erlang 编写的程序）的成员只与持有相同密钥（cookie）的成员通信。很可能某个成员的卷上仍是旧的 cookie，与设置不同，或各自生成了不同的 cookie。',
  ),
  http: both(
    'The far end answered, but its token or password is missing, expired or has too few rights.',
    '对端已应答，但令牌或密码缺失、过期或权限不足。',
  ),
};

/** Kinds whose words name what was refused, not who was. */
const NAMES_RIGHT: ReadonlySet<string> = new Set(['not-allowed', 'token']);

/** For members of a cluster without a common secret. */
const COOKIE: readonly Step[] = [
  {
    text: both(
      'Set one cookie for all members, from one secret, so that it stays the same at each start.',
      '从同一个 Secret 为所有成员设置相同的 cookie，使其在每次启动时保持不变。',
    ),
    link: 'https://kubernetes.io/docs/concepts/configuration/secret/',
  },
  {
    text: both(
      'Delete the old cookie file (.erlang.cookie) on the volume of each member that differs, or let the start script write it anew; then restart the members one after another.',
      '删除不一致成员卷上的旧 cookie 文件（.erlang.cookie），或让启动脚本重新写入；然后逐个重启成员。',
    ),
    action: 'debug',
  },
];

/** For a token: who gets which one, and what it may do. */
const TOKEN: readonly Step[] = [
  {
    text: both(
      'Check which service account the pod runs as, and that the role or login method at the far end names this account and this namespace.',
      '查看 Pod 使用的服务账号，并确认对端的角色或登录方式包含该账号和该命名空间。',
    ),
    link: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
  },
  {
    text: both(
      'Check at the far end that the token still exists and that its policy allows what was asked; after a cluster or the far end was set up anew, old tokens and trust are gone.',
      '在对端确认令牌仍然有效，且其策略允许该请求；集群或对端重建后，旧的令牌和信任关系会失效。',
    ),
  },
];

export default defineCause({
  id: 'dependency-refuses-login',
  state: 'crashing',
  title: both('A service it needs refuses its login', '依赖的服务拒绝登录'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('dependency-refuses-login', pod, logs, now).map(
      ({ whose, data, facts, kind, quotes }) => ({
        ...whose,
        data: {
          ...placeOf(subject),
          ...data,
          kind,
          host: facts.host,
          user:
            facts.user ??
            (NAMES_RIGHT.has(kind ?? '') ? undefined : facts.name),
          object: NAMES_RIGHT.has(kind ?? '') ? facts.name : undefined,
          status: facts.status,
          database: facts.database,
        },
        quotes: [...quotes],
      }),
    );
  },
  explain(data) {
    const { who, again, ended } = inWords(data);
    const { host, user, status, database, object } = data;
    const thing = object ?? database;
    const place =
      host === undefined
        ? both('a service it needs', '所依赖的服务')
        : both(`“${host}”`, `“${host}”`);
    const as =
      user === undefined
        ? both('', '')
        : both(` for user “${user}”`, `用户“${user}”的`);
    const of =
      thing === undefined
        ? both('', '')
        : both(` to “${thing}”`, `对“${thing}”的`);
    const code = status === undefined ? '' : ` (HTTP ${status})`;
    if (data.kind === 'cookie')
      return {
        what: both(
          `The program in ${who.en} ${ended.en} because the members of its cluster do not hold the same secret (Erlang cookie)${again.en}.`,
          `${who.zh}中的程序因集群成员的密钥（Erlang cookie）不一致而${ended.zh}${again.zh}。`,
        ),
        why: WHY.cookie ?? both('', ''),
      };
    return {
      what: both(
        `The program in ${who.en} ${ended.en} because ${place.en} refused access${of.en}${as.en}${code}${again.en}.`,
        `${who.zh}中的程序因${place.zh}拒绝${as.zh}${of.zh}访问${code}而${ended.zh}${again.zh}。`,
      ),
      why:
        WHY[data.kind ?? ''] ??
        both('The far end did not accept the login.', '对端没有接受该登录。'),
    };
  },
  steps(data) {
    const { namespace, pod, kind, action } = data;
    const readOn: Step = readBefore(action);
    if (kind === 'cookie') return [...COOKIE, readOn];
    if (kind === 'token') return [...TOKEN, readOn];
    return [
      {
        text: both(
          'Check which secret gives the container its user and password, and that it is the one of this environment.',
          '查看容器的用户名和密码来自哪个 Secret，是否属于当前环境。',
        ),
        command: kubectl(namespace, 'describe', 'pod', pod),
      },
      {
        text: both(
          'Compare the secret with what the far end knows: a line break at its end or a second base64 is a common mistake. Containers read a changed secret only when they start.',
          '与对端核对该 Secret：末尾多出的换行或重复的 base64 编码是常见错误。容器只在启动时读取更改后的 Secret。',
        ),
        link: 'https://kubernetes.io/docs/concepts/configuration/secret/',
      },
      {
        text:
          kind === 'not-allowed'
            ? both(
                'Grant the user what it needs, or allow the address it comes from.',
                '为该用户授予所需权限，或放行其来源地址。',
              )
            : both(
                'Change the password at the far end if the two differ. A database on an old volume keeps the password it was first started with, whatever the environment says later.',
                '如果两边不一致，请在对端重设密码。使用旧卷的数据库会保留首次启动时的密码，与之后的环境变量无关。',
              ),
      },
      readOn,
    ];
  },
});
