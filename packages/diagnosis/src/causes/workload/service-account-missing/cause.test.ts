import { eventAbout, findings, job, refusedDeployment } from '../../../testing';
import cause from './cause';

const P = 'pods "web-5d-" is forbidden: ';
const MISSING = `${P}error looking up service account shop/currier: serviceaccount "currier" not found`;
const account = (name: string) => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name, namespace: 'shop' },
});

describe('service-account-missing', () => {
  it.each([
    MISSING,
    `${P}service account shop/currier was not found, retry after the service account is created`,
  ])('knows the words: %s', answer => {
    const [found] = findings(cause, refusedDeployment(answer));
    expect(found?.what.en).toContain(
      'the service account “currier” does not exist in namespace “shop”',
    );
  });

  it('names the nearest account', () => {
    const [found] = findings(cause, [
      ...refusedDeployment(MISSING),
      account('default'),
      account('courier'),
    ]);
    expect(found?.why.en).toContain('Did you mean “courier”?');
    expect(found?.steps[1]?.text.en).toContain('if “courier” is meant');
  });

  it('lists one that has come meanwhile as evidence against', () => {
    const [found] = findings(cause, [
      ...refusedDeployment(MISSING),
      account('currier'),
    ]);
    expect(found?.contradictions).toHaveLength(1);
    expect(found?.why.en).toContain('created meanwhile');
    expect(found?.steps.map(({ command }) => command).join()).not.toContain(
      'create serviceaccount',
    );
  });

  it('tells one without a token, until 1.23', () => {
    const answer = `${P}no API token found for service account "default", retry after the token is automatically created and added to the service account`;
    const [found] = findings(cause, refusedDeployment(answer));
    expect(found?.what.en).toContain(
      'the service account “default” has no token yet',
    );
  });

  it.each([
    `${P}volume with secret.secretName="a" is not allowed because service account web does not reference that secret`,
    'pods is forbidden: User "system:serviceaccount:kube-system:replicaset-controller" cannot create resource "pods" in API group "" in the namespace "shop"',
  ])('leaves alone: %s', answer => {
    expect(findings(cause, refusedDeployment(answer))).toEqual([]);
  });

  const ofHook = (answer: string) => {
    const made = job([
      'metadata.annotations',
      { 'helm.sh/hook': 'pre-install' },
    ]);
    const told = eventAbout(made, 'FailedCreate', `Error creating: ${answer}`);
    const subject = { kind: 'Job', namespace: 'shop', name: 'web' };
    return findings(cause, [made, told], { subject })[0];
  };

  it('says that a Helm hook runs before the accounts of its chart', () => {
    const found = ofHook(MISSING);
    expect(found?.why.en).toMatch(/^The job “web” is a Helm hook/);
    expect(found?.steps[0]?.text.en).toContain('a hook of the same phase');
  });

  it('says so of no account that each namespace has', () => {
    const found = ofHook(MISSING.replaceAll('currier', 'default'));
    expect(found?.what.en).toContain('the service account “default”');
    expect(found?.why.en).not.toContain('Helm');
  });
});
