import { awaitsIn } from './awaits';

const told = (...args: string[]) =>
  awaitsIn({ command: ['sh', '-c'], args }).map(
    ({ tool, host, port }) => `${tool} ${host}${port ? `:${port}` : ''}`,
  );

describe('what a command waits for', () => {
  it.each([
    [
      'until nc -z db.shop.svc 3306; do echo wait; sleep 2; done;',
      'nc db.shop.svc:3306',
    ],
    ['while ! nc -z -w 2 "redis" 6379 ; do sleep 1; done', 'nc redis:6379'],
    [
      'until nslookup db.shop; do echo waiting; sleep 2; done',
      'nslookup db.shop',
    ],
    ['until getent hosts broker; do sleep 1; done', 'getent broker'],
    [
      'until pg_isready -h db -p 6432 -U app; do sleep 1; done',
      'pg_isready db:6432',
    ],
    ['until pg_isready --host=db; do sleep 1; done', 'pg_isready db:5432'],
    [
      'until mysqladmin ping -hmysql -pSECRET --silent; do sleep 1; done',
      'mysqladmin mysql:3306',
    ],
    ['until redis-cli -h cache ping; do sleep 1; done', 'redis-cli cache:6379'],
    [
      '/scripts/wait-for-it.sh db:5432 -t 60 -- echo up',
      'wait-for-it.sh db:5432',
    ],
    ['dockerize -wait tcp://rabbit:5672 -timeout 60s', 'dockerize rabbit:5672'],
    [
      'until curl -sf -u admin:SECRET http://user:SECRET@es:9200/_cluster/health?token=SECRET; do sleep 5; done',
      'curl es:9200',
    ],
    [
      'until wget -qO- https://api.shop.svc/healthz; do :; done',
      'wget api.shop.svc',
    ],
    [
      'until (echo > /dev/tcp/kafka/9092) >/dev/null 2>&1; do sleep 1; done',
      '/dev/tcp kafka:9092',
    ],
  ])('%s', (script, wanted) => {
    expect(told(script)).toEqual([wanted]);
    expect(JSON.stringify(awaitsIn({ args: [script] }))).not.toContain(
      'SECRET',
    );
  });

  it('reads words that stand apart, and each once', () => {
    expect(
      awaitsIn({
        command: ['nc', '-zv', 'db', '5432'],
        args: ['nc', 'db', '5432'],
      }),
    ).toEqual([{ tool: 'nc', host: 'db', port: 5432 }]);
  });

  it.each([
    'until nc -z $DB_HOST $DB_PORT; do sleep 1; done',
    'until nc -z $(DB) 5432; do sleep 1; done',
    'nc -l -p 8080',
    'curl http://localhost:8080/healthz',
    'python manage.py migrate',
    'redis-cli ping',
    'echo nc; sleep 5',
  ])('nothing of %s', script => {
    expect(told(script)).toEqual([]);
  });
});
