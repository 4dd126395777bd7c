// A source file that is changed for a while and always put back.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { root } from '../toolchain.mjs';

/** Whether git sees no difference in the file: only then can nothing be lost. */
export function isClean(file) {
  const changes = execFileSync('git', ['status', '--porcelain', '--', file], {
    cwd: root,
    encoding: 'utf8',
  });
  return changes === '';
}

/** Runs `work` while the file holds `text`; puts the file back afterwards, also when we are told to end meanwhile. */
export async function withFile(file, text, work) {
  const original = readFileSync(file);
  const restore = () => writeFileSync(file, original);
  const end = signal => {
    restore();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  try {
    writeFileSync(file, text);
    return await work();
  } finally {
    restore();
    process.off('SIGINT', end);
    process.off('SIGTERM', end);
  }
}
