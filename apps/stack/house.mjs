// The first thing every npm script runs, on whatever Node the machine has: it sees to the packages and the build, then
// hands over to the program that does the work, on the Node that came with the packages.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const bin = join(root, 'node_modules', '.bin');

const entries = {
  up: 'dist/apps/stack/src/up.js',
  test: 'dist/apps/stack/src/test.js',
  check: 'dist/apps/stack/src/check.js',
  generate: 'dist/apps/stack/src/generate.js',
  rush: 'dist/load-tests/rush/main.js',
  bench: 'dist/load-tests/bench/main.js',
  load: 'dist/load-tests/k6/main.js',
  population: 'dist/apps/simulator/src/population-command.js',
};

const [command, ...args] = process.argv.slice(2);
if (!(command in entries)) {
  console.error(`usage: node apps/stack/house.mjs ${Object.keys(entries).join('|')} [options]`);
  process.exit(2);
}

function run(file, args, options = {}) {
  const done = spawnSync(file, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  if (done.status !== 0) {
    console.error(`${file} ${args.join(' ')} did not succeed.`);
    process.exit(done.status ?? 1);
  }
}

/** Installs the packages when they are not those of the lockfile. */
function ensurePackages() {
  const stamp = join(root, 'node_modules', '.house-lockfile-sha256');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Installing packages …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, wanted);
}

function newestMtimeMs(folder) {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const found = entry.isDirectory()
      ? newestMtimeMs(path)
      : /\.(ts|json)$/.test(entry.name)
        ? statSync(path).mtimeMs
        : 0;
    if (found > newest) newest = found;
  }
  return newest;
}

/** Builds when a source is newer than the last build. */
function ensureBuild() {
  const stamp = join(root, 'dist', '.built');
  const sources = Math.max(
    ...['apps', 'libs', 'load-tests'].map((folder) => newestMtimeMs(join(root, folder))),
    ...['.swcrc', 'nest-cli.json', 'package.json'].map((file) => statSync(join(root, file)).mtimeMs),
  );
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= sources) return;
  run(join(bin, 'node'), [join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build']);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, '');
}

ensurePackages();
ensureBuild();
const child = spawn(join(bin, 'node'), ['--enable-source-maps', join(root, entries[command]), ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
});
// A Ctrl-C reaches the child by itself; this process only waits for it to have tidied up.
for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
