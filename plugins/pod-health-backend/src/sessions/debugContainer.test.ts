import fc from 'fast-check';
import { containerNameOf, debugContainer } from './debugContainer';
import { GUARD_NAME, GUARD_SCRIPT, guardCommand } from './guardScript';

const DIGEST = `registry.example/toolbox@sha256:${'a'.repeat(64)}`;
const id = '0123456789abcdef0123456789abcdef';

/** The whole of what is sent to a cluster, written by hand: any other field is a hole (security.md T15). */
const golden = {
  name: `ph-${id}`,
  image: DIGEST,
  imagePullPolicy: 'IfNotPresent',
  command: guardCommand(3600),
  stdin: true,
  tty: true,
  terminationMessagePolicy: 'File',
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    privileged: false,
    runAsNonRoot: true,
    runAsUser: 65532,
    seccompProfile: { type: 'RuntimeDefault' },
  },
};

it('is the golden spec', () => {
  expect(debugContainer({ image: DIGEST }, { id, limitSeconds: 3600 })).toEqual(
    golden,
  );
});

it('shares processes and user of a target only when told', () => {
  expect(
    debugContainer(
      { image: DIGEST },
      { id, limitSeconds: 3600, target: 'app', runAsUser: 1000 },
    ),
  ).toEqual({
    ...golden,
    targetContainerName: 'app',
    securityContext: { ...golden.securityContext, runAsUser: 1000 },
  });
});

it('is the golden spec whatever else a session carries', () => {
  fc.assert(
    fc.property(fc.object(), more => {
      const hostile = { ...more, id, limitSeconds: 3600, target: undefined };
      const { runAsUser: _, ...session } = { runAsUser: 0, ...hostile };
      expect(debugContainer({ image: DIGEST }, session)).toEqual(golden);
    }),
    { seed: 20260101 },
  );
});

it('has a name Kubernetes accepts', () => {
  expect(containerNameOf(id)).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])$/);
});

describe('guardCommand', () => {
  it('survives what Kubernetes does to a dollar in a command', () => {
    const [shell, flag, script, name, limit] = guardCommand(60);
    const expanded = script.replace(/\$\$|\$\(/g, found =>
      found === '$$' ? '$' : `unexpected ${found}`,
    );
    expect([shell, flag, expanded, name, limit]).toEqual([
      '/bin/sh',
      '-c',
      GUARD_SCRIPT,
      GUARD_NAME,
      '60',
    ]);
  });

  it.each([0, -1, 1.5, NaN, Infinity])('refuses a limit of %d', limit => {
    expect(() => guardCommand(limit)).toThrow(RangeError);
  });

  it('never kills by name or everything', () => {
    expect(GUARD_SCRIPT).not.toMatch(/kill (-\w+ )*-1\b|pkill|killall/);
  });
});
