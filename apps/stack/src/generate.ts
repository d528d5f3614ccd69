import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const SCRIPTS = 'libs/quota/adapters/scripts';
const TARGET = 'libs/quota/adapters/scripts.generated.ts';

/** The Lua files as one TypeScript module: a bundler copies code, but forgets files beside it. */
function scriptsModule(folder = SCRIPTS): string {
  const entries = readdirSync(folder)
    .filter((file) => file.endsWith('.lua'))
    .sort()
    .map((file) => {
      const lua = readFileSync(join(folder, file), 'utf8');
      const name = basename(file, '.lua');
      const key = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
      const sha1 = createHash('sha1').update(lua).digest('hex');
      return `  ${key}: {\n    name: '${name}',\n    sha1: '${sha1}',\n    lua: ${JSON.stringify(lua)},\n  },\n`;
    });
  return (
    '// Made from scripts/*.lua by `npm run generate`. Do not edit.\n' +
    "import type { Script } from '#redis';\n\n" +
    `export const scripts = {\n${entries.join('')}} as const satisfies Record<string, Script>;\n`
  );
}

/** Writes what is generated, or with `--check` says whether what is committed is what would be written. */
function main(check: boolean): number {
  const made = scriptsModule();
  if (!check) {
    writeFileSync(TARGET, made);
    return 0;
  }
  if (readFileSync(TARGET, 'utf8') === made) return 0;
  console.error(`${TARGET} is not what ${SCRIPTS}/*.lua say; run: npm run generate`);
  return 1;
}

if (process.argv[1]?.endsWith('generate.js')) process.exitCode = main(process.argv.includes('--check'));
