/** Terminal size that tells the guard to end its shell. No real terminal has it, so a person cannot end a shell by resizing. */
export const END_SIGNAL = { columns: 7, rows: 2 } as const;

/** `$0` of the guard, by which it is known in a process list and in a pod's spec. */
export const GUARD_NAME = 'pod-health-guard';

/**
 * The main process of a debug container: POSIX `sh`, needing `stty` and `sleep` of the image. `$1` is the limit in seconds.
 *
 * Why it exists (facts.md, "Ending a shell"): with a terminal, losing the attach ends nothing, and a shell that is PID 1
 * cannot be killed from inside. So the shell is a child of this guard, and a watcher beside it ends the shell when
 * - its limit is over (by /proc/uptime: clocks jump), or
 * - the terminal has the size of {@link END_SIGNAL}, which any replica can set on a fresh attach, whatever runs in it, or
 * - the guard itself has gone.
 * Ending is HUP, two seconds, then KILL, for every process in this container's cgroup but guard and watcher: beside a target,
 * PID 1 is the application, so never `kill -1` and never by name. Where PID 1 looks as if it were in our cgroup, the cgroup
 * tells nothing (sandboxed runtimes), and only processes of this terminal's session are ended.
 *
 * The shell starts when the terminal first has a size, so the first prompt is never printed to nobody.
 */
export const GUARD_SCRIPT = String.raw`
limit=$1
guard=$$
exec 3<&0

size() { stty size <&3 2>/dev/null; }
nap() { sleep 0.2 2>/dev/null || sleep 1; }
uptime() {
  { read -r up _ </proc/uptime; } 2>/dev/null && up=${'$'}{up%%.*} || up=$((up + 1))
}
cgroup() {
  group=
  { while read -r line; do group=$group$line'|'; done </proc/$1/cgroup; } 2>/dev/null
}
process() {
  stat=
  { read -r stat </proc/$1/stat; } 2>/dev/null
  set -- ${'$'}{stat##*) }
  state=${'$'}{1:-Z} session=$4
}

cgroup $guard; own=$group
process $guard; home=$session
cgroup 1; first=$group
mine() {
  [ "$1" = $guard ] || [ "$1" = "$watcher" ] || [ "$1" = 1 ] && return 1
  process $1
  [ $state = Z ] && return 1
  if [ -n "$own" ] && { [ $guard = 1 ] || [ "$first" != "$own" ]; }; then
    cgroup $1; [ "$group" = "$own" ]
  else
    [ "$session" = "$home" ]
  fi
}
signal() {
  found=
  for dir in /proc/[0-9]*; do
    pid=${'$'}{dir#/proc/}
    if mine $pid && kill -s $1 $pid 2>/dev/null; then found=1; fi
  done
  [ -n "$found" ]
}
sweep() {
  signal HUP || return 0
  signal CONT
  naps=0
  while [ $naps -lt 10 ] && signal 0; do nap; naps=$((naps + 1)); done
  naps=0
  while [ $naps -lt 20 ] && signal KILL; do nap; naps=$((naps + 1)); done
}
watch() {
  trap '' HUP INT QUIT TSTP TTIN TTOU
  read -r watcher _ </proc/self/stat
  while [ -d /proc/$guard ]; do
    uptime
    [ $up -ge $end ] && break
    [ "$(size)" = '${END_SIGNAL.rows} ${END_SIGNAL.columns}' ] && break
    sleep 1
  done
  sweep
}

up=0
uptime; end=$((up + limit))
trap : INT QUIT TSTP TTIN TTOU HUP
watcher=
watch &
watcher=$!
while [ "$(size)" = '0 0' ] && [ -d /proc/$watcher ]; do nap; done
code=137
if [ -d /proc/$watcher ]; then sh -i 3<&-; code=$?; fi
kill -s KILL $watcher 2>/dev/null
sweep
exit $code
`.trim();

/**
 * The guard as a container's `command`. Kubernetes turns `$$` into `$` and may expand `$(NAME)` there, so each `$` is
 * doubled. `limitSeconds` is a whole number above 0: when the shell ends whatever becomes of us.
 */
export function guardCommand(limitSeconds: number): readonly string[] {
  if (!Number.isSafeInteger(limitSeconds) || limitSeconds < 1) {
    throw new RangeError(`not a limit in seconds: ${limitSeconds}`);
  }
  const script = GUARD_SCRIPT.split('$').join('$$');
  return ['/bin/sh', '-c', script, GUARD_NAME, String(limitSeconds)];
}
