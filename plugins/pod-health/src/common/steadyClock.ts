import { useEffect, useState } from 'react';

/** Milliseconds on a clock that nobody sets: the browser's time of day may be wrong or jump (security.md R13). */
export function steadyNow(): number {
  return performance.now();
}

/** {@link steadyNow}, renewed every `every` milliseconds while the component is shown. */
export function useSteadyNow(every: number): number {
  const [now, setNow] = useState(steadyNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(steadyNow()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}

/** The server's clock as it is now, from a moment it told us; RFC 3339. Renewed every 10 seconds, for ages. */
export function useServerNow(asOf: string | undefined): string {
  const now = useSteadyNow(10_000);
  const [told, setTold] = useState({ asOf, at: now });
  if (told.asOf !== asOf) {
    setTold({ asOf, at: steadyNow() });
  }
  const elapsed = Math.max(0, now - told.at);
  return asOf && !Number.isNaN(Date.parse(asOf))
    ? new Date(Date.parse(asOf) + elapsed).toISOString()
    : '';
}
