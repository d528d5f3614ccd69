import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';

/** Made by programs, for programs: nobody tidies there. */
const OUTSIDE = new Set(['node_modules', 'dist', '.data', '.git']);

const TEXT = new Set([
  '.ts',
  '.mjs',
  '.js',
  '.vue',
  '.css',
  '.html',
  '.json',
  '.lua',
  '.sql',
  '.csv',
  '.md',
  '.yml',
  '.yaml',
  '.conf',
  '.sh',
]);

/** Every text file under `root`, relative to it, with `/` between the folders. */
export function filesOf(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return OUTSIDE.has(entry.name) ? [] : filesOf(root, path);
    return entry.isFile() && (TEXT.has(extname(entry.name)) || extname(entry.name) === '') ? [path] : [];
  });
}
