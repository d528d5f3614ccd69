import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findProgram } from '../../apps/stack/src/servers/find-program.js';
import { MissingProgram } from '../../apps/stack/src/servers/install.js';

/** The version that is built where there is none. One that is there already is taken as it is. */
const K6 = 'go.k6.io/k6@v1.8.1';

/** Full path of k6, built from source with Go where it is absent. @throws MissingProgram with what to install */
export function ensureK6(say: (line: string) => void): string {
  const found = findProgram('k6');
  if (found !== undefined) return found;
  const go = findProgram('go');
  if (go === undefined) {
    throw new MissingProgram(
      'k6 is not here, and neither is Go to build it with. Please install k6, or Go 1.25 or newer, so that k6 or go can be found on PATH, and run this again.',
    );
  }
  const built = join(programFolder(go), 'k6');
  if (existsSync(built)) return built;
  say(`Building ${K6}; this takes some minutes, once …`);
  const done = spawnSync(go, ['install', K6], { stdio: ['ignore', 2, 2] });
  if (done.status !== 0 || !existsSync(built)) {
    throw new MissingProgram(
      `go install ${K6} did not succeed. Please install k6 so that it can be found on PATH, and run this again.`,
    );
  }
  return built;
}

/** Where `go install` puts programs. */
function programFolder(go: string): string {
  const { stdout } = spawnSync(go, ['env', 'GOBIN', 'GOPATH'], { encoding: 'utf8' });
  const [gobin = '', gopath = ''] = stdout.split('\n');
  return gobin || join(gopath.split(delimiter)[0] ?? '', 'bin');
}
