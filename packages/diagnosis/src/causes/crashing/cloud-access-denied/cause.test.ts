import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('cloud-access-denied', () => {
  it.each([
    [
      'botocore.exceptions.NoCredentialsError: Unable to locate credentials',
      '',
    ],
    [
      'panic: operation error S3: GetObject, https response error StatusCode: 403, api error AccessDenied: Access Denied',
      '',
    ],
    [
      'CredentialsProviderError: Could not load credentials from any providers',
      '',
    ],
    [
      'AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/shop/1736 is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:eu-west-1:123456789012:orders',
      'sqs:SendMessage',
    ],
    [
      'google.auth.exceptions.DefaultCredentialsError: Your default credentials were not found.',
      '',
    ],
    [
      'google: could not find default credentials. See https://cloud.google.com/docs/authentication',
      '',
    ],
    [
      'Azure.Identity.CredentialUnavailableException: DefaultAzureCredential failed to retrieve a token from the included credentials.',
      '',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    'WARN Unable to locate credentials, using anonymous access\nINFO server started on port 80',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });
});
