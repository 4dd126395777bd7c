import type { JsonObject, Tweak } from '../../../testing';
import { ago, eventOf, findings, service } from '../../../testing';
import cause from './cause';
import type { Obstacle } from './answer';
import { obstacleIn, wordsOf } from './answer';

const subject = { kind: 'Service', namespace: 'shop', name: 'web' };
const find = (...objects: JsonObject[]) =>
  findings(cause, objects, { subject, asked: ['events'] });
const waits = (seconds: number, ...tweaks: Tweak[]) =>
  service(
    ['spec.type', 'LoadBalancer'],
    ['metadata.creationTimestamp', ago(seconds)],
    ['status', { loadBalancer: {} }],
    ...tweaks,
  );
const said = (reason: string, message: string, ...tweaks: Tweak[]) =>
  eventOf('Service', reason, message, ...tweaks);
const failed = (message: string, ...tweaks: Tweak[]) =>
  said(
    'SyncLoadBalancerFailed',
    `Error syncing load balancer: failed to ensure load balancer: ${message}`,
    ...tweaks,
  );
const reached: Tweak = [
  'status',
  { loadBalancer: { ingress: [{ ip: '203.0.113.7' }] } },
];

describe('load-balancer-not-set-up', () => {
  it.each<[Obstacle, string]>([
    [
      'unanswered',
      'error waiting for load balancer to be deployed Get https://lb.example.com/1.0/loadbalancer: context deadline exceeded',
    ],
    [
      'unanswered',
      'Post "https://api.example.com/v1": dial tcp: lookup api.example.com: no such host',
    ],
    [
      'api-missing',
      'create or update lb default/x failed, error: the server could not find the requested resource (post loadbalancers.meta.k8s.io)',
    ],
    [
      'permission',
      'AccessDenied: User: arn:aws:sts::1:assumed-role/x is not authorized to perform: elasticloadbalancing:DescribeLoadBalancers\n\tstatus code: 403, request id: 1',
    ],
    [
      'permission',
      'LinkedAuthorizationFailed: The client "x" has permission to perform action "Microsoft.Network/loadBalancers/write" but does not have permission on the linked scope',
    ],
    [
      'permission',
      "googleapi: Error 403: Required 'compute.forwardingRules.create' permission for 'x', forbidden",
    ],
    [
      'quota',
      "googleapi: Error 403: QUOTA_EXCEEDED - Quota 'FORWARDING_RULES' exceeded. Limit: 15.0 globally.",
    ],
    [
      'quota',
      'PublicIPCountLimitReached: Cannot create more than 20 public IP addresses for this subscription in this region.',
    ],
    [
      'quota',
      'TooManyLoadBalancers: Exceeded quota of account 1\n\tstatus code: 400',
    ],
    [
      'address',
      'InsufficientFreeAddressesInSubnet: Not enough free addresses in subnet subnet-1',
    ],
    ['subnet', 'could not find any suitable subnets for creating the ELB'],
    [
      'subnet',
      'Multiple tagged security groups found for instance i-1; ensure only the k8s security group is tagged',
    ],
    [
      'subnet',
      'neither load-balancer.hetzner.cloud/location nor load-balancer.hetzner.cloud/network-zone set',
    ],
    ['busy', 'load-balancer is not yet active - current status: pending'],
    [
      'busy',
      'Code="RetryableError" Message="A retryable error occurred." Details=[{"code":"RetryableErrorDueToAnotherOperation"}]',
    ],
    ['busy', 'Load Balancer 1 is immutable and cannot be updated.'],
    ['settings', 'mixed protocol is not supported for LoadBalancer'],
    ['settings', 'requested loadBalancer IP "10.0.0.9" is already in use'],
    ['unknown', 'exit status 17'],
  ])('reads the cloud’s words as %s (%#)', (obstacle, message) => {
    expect(obstacleIn('SyncLoadBalancerFailed', message)).toBe(obstacle);
    const [found] = find(waits(1320), failed(message, ['count', 4]));
    expect(found?.severity).toBe('critical');
    expect(found?.what.en).toContain('for 22 min, and 4 tries failed');
    expect(found?.quotes[1]?.value).toContain(message);
  });

  it.each<[string, string, Obstacle]>([
    [
      'CreatingLoadBalancerFailed',
      'Error creating load balancer (will retry): failed to ensure load balancer for service shop/web: AuthFailure: not authorized to perform this',
      'permission',
    ],
    [
      'AllocationFailed',
      'Failed to allocate IP for "shop/web": no available IPs',
      'address',
    ],
    [
      'UnAvailableLoadBalancer',
      'There are no available nodes for LoadBalancer',
      'nodes',
    ],
    [
      'FailedBuildModel',
      'Failed build model due to unable to resolve at least one subnet (0 match VPC and tags: [kubernetes.io/role/elb])',
      'subnet',
    ],
    [
      'FailedDeployModel',
      'Failed deploy model due to AccessDenied: User is not authorized',
      'permission',
    ],
  ])('knows the event %s', (reason, message, obstacle) => {
    const [found] = find(waits(300), said(reason, message));
    expect(found?.severity).toBe('critical');
    expect(obstacleIn(reason, message)).toBe(obstacle);
    expect(wordsOf(message)).not.toMatch(/^(?:Error|Failed) |load balancer/);
  });

  it('names the API that was asked', () => {
    const [found] = find(
      waits(300),
      failed('Get https://lb.example.com/1.0: context deadline exceeded'),
    );
    expect(found?.why.en).toContain('It was asked at “lb.example.com”.');
  });

  it('knows a condition instead of an event', () => {
    const condition = {
      type: 'cilium.io/IPAMRequestSatisfied',
      status: 'False',
      reason: 'no_pool',
      message:
        'There are no enabled CiliumLoadBalancerIPPools that match this service',
    };
    const [found] = find(
      waits(300, ['status', { loadBalancer: {}, conditions: [condition] }]),
    );
    expect(found?.severity).toBe('critical');
    expect(found?.why.en).toContain('address pool');
  });

  it('warns when nobody takes care of it, by class or at all', () => {
    const [none] = find(waits(300));
    expect(none?.severity).toBe('warning');
    expect(none?.why.en).toContain('Most likely none runs here');
    const [own] = find(waits(300, ['spec.loadBalancerClass', 'acme.io/lb']));
    expect(own?.why.en).toContain('the controller of class “acme.io/lb”');
    const [old] = findings(cause, [waits(86400)], { subject });
    expect(old?.why.en).toContain('not at hand or are gone');
    const begun = said('EnsuringLoadBalancer', 'Ensuring load balancer');
    expect(find(waits(300), begun)).toEqual([]);
    expect(find(waits(1200), begun)[0]?.why.en).toContain('neither success');
  });

  it('warns of a change that failed though it has an address', () => {
    const [found] = find(waits(90000, reached), failed('quota exceeded'));
    expect(found?.severity).toBe('warning');
    expect(found?.what.en).toContain('has an address, but the last change');
  });

  it.each<[string, JsonObject[]]>([
    ['is new', [waits(60), failed('timed out')]],
    ['is reached', [waits(9000, reached)]],
    [
      'was made after failures',
      [
        waits(900, reached),
        failed('not yet active', ['lastTimestamp', ago(600)]),
        said('EnsuredLoadBalancer', 'Ensured load balancer'),
      ],
    ],
    [
      'failed to change long ago',
      [
        waits(90000, reached),
        failed('timed out', ['lastTimestamp', ago(7200)]),
      ],
    ],
    ['is of another type', [waits(300, ['spec.type', 'NodePort'])]],
    ['is being deleted', [waits(300, ['metadata.deletionTimestamp', ago(5)])]],
    [
      'has addresses of its own',
      [waits(300, ['spec.externalIPs', ['10.0.0.9']])],
    ],
  ])('leaves one alone that %s', (_, objects) => {
    expect(find(...objects)).toEqual([]);
  });
});
