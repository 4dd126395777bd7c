import { LIMITS } from 'backstage-plugin-pod-health-common';
import { isDebugEnabled } from './isDebugEnabled';
import { isImageAllowed } from './isImageAllowed';
import { isOriginAllowed } from './isOriginAllowed';
import { isPodDebuggable } from './isPodDebuggable';
import { isSessionOwner } from './isSessionOwner';
import { isTicketGood } from './isTicketGood';
import { isUidSame } from './isUidSame';
import { isWithinQuota } from './isWithinQuota';

describe('isTicketGood', () => {
  const session = { id: 's1', userRef: 'user:default/ada' };
  const ticket = {
    sessionId: 's1',
    userRef: 'user:default/ada',
    expiresAt: 30,
  };

  it('is good once, in time, for its session and user', () => {
    expect(isTicketGood(ticket, session, 29)).toBe(true);
  });

  it.each([
    ['is missing', undefined, 0],
    ['is used', { ...ticket, usedAt: 1 }, 2],
    ['has expired', ticket, 30],
    ['is of another session', { ...ticket, sessionId: 's2' }, 0],
    ['is of another user', { ...ticket, userRef: 'user:default/ben' }, 0],
  ])('refuses one that %s', (_, given, now) => {
    expect(isTicketGood(given, session, now)).toBe(false);
  });
});

describe('isOriginAllowed', () => {
  const allowed = ['https://portal.example.com', 'http://localhost:3000'];

  it.each(allowed)('allows %s', origin => {
    expect(isOriginAllowed(origin, allowed)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'null',
    'http://portal.example.com',
    'https://portal.example.com:8443',
    'https://portal.example.com.evil.io',
    'https://evilportal.example.com',
    'https://PORTAL.example.com',
    'https://portal.example.com/',
    'https://evil.io',
  ])('refuses %s', origin => {
    expect(isOriginAllowed(origin, allowed)).toBe(false);
  });

  it('refuses null even when it is listed', () => {
    expect(isOriginAllowed('null', ['null'])).toBe(false);
  });
});

describe('isImageAllowed', () => {
  it.each([
    ['registry.example/tools/box@sha256:1', ['registry.example/tools/'], true],
    ['registry.example.evil.io/box', ['registry.example/'], false],
    ['busybox', ['registry.example/'], false],
    ['busybox', [''], false],
    ['busybox', [], false],
  ])('%s by %j: %s', (image, allowed, expected) => {
    expect(isImageAllowed(image, allowed)).toBe(expected);
  });
});

describe('isWithinQuota', () => {
  const none = { ofUser: 0, ofReplica: 0, ofPod: 0 };

  it.each([
    ['ofUser', LIMITS.sessionsPerUser, 'too-many-sessions'],
    ['ofReplica', LIMITS.sessionsPerReplica, 'too-many-sessions'],
    ['ofPod', LIMITS.debugContainersPerPod, 'too-many-debug-containers'],
  ])('refuses at the limit of %s, %d', (count, limit, code) => {
    expect(isWithinQuota({ ...none, [count]: limit - 1 })).toBeUndefined();
    expect(isWithinQuota({ ...none, [count]: limit })).toBe(code);
  });
});

describe('isPodDebuggable', () => {
  const good = {
    isStatic: false,
    isTerminating: false,
    isScheduled: true,
    isFinished: false,
    isWindows: false,
  };

  it('allows a pod on a node', () => {
    expect(isPodDebuggable(good)).toBeUndefined();
  });

  it.each([
    [{ isStatic: true }, 'pod-static'],
    [{ isTerminating: true }, 'pod-terminating'],
    [{ isScheduled: false }, 'pod-not-scheduled'],
    [{ isFinished: true }, 'pod-finished'],
    [{ isWindows: true }, 'pod-windows'],
  ])('refuses %j', (fault, code) => {
    expect(isPodDebuggable({ ...good, ...fault })).toBe(code);
  });
});

describe('isUidSame', () => {
  it('tells a pod from its successor of the same name', () => {
    expect(isUidSame({ metadata: { uid: 'a' } }, 'a')).toBe(true);
    expect(isUidSame({ metadata: { uid: 'b' } }, 'a')).toBe(false);
    expect(isUidSame({}, 'a')).toBe(false);
  });
});

describe('isDebugEnabled', () => {
  it('needs both the setting and a portal that can guard it', () => {
    expect(isDebugEnabled({ enabled: true })).toBe(true);
    expect(isDebugEnabled({ enabled: false })).toBe(false);
    expect(isDebugEnabled({ enabled: true, refusedBecause: {} })).toBe(false);
  });
});

describe('isSessionOwner', () => {
  it('knows its owner in any case, and nobody else', () => {
    const session = { userRef: 'user:default/ada' };
    expect(isSessionOwner(session, 'User:default/Ada')).toBe(true);
    expect(isSessionOwner(session, 'user:default/ben')).toBe(false);
    expect(isSessionOwner(session, '')).toBe(false);
  });
});
