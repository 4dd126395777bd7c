import type { Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';

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
  http: both(
    'The far end answered, but its token or password is missing, expired or has too few rights.',
    '对端已应答，但令牌或密码缺失、过期或权限不足。',
  ),
};

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
          user: facts.user ?? (kind === 'not-allowed' ? undefined : facts.name),
          object: kind === 'not-allowed' ? facts.name : undefined,
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
      {
        text: both(
          'Read what the program said before.',
          '查看程序此前的日志。',
        ),
        action,
      },
    ];
  },
});
