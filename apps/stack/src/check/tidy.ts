import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { luaFaults } from './tidy/lua-header.js';
import { nameFaults } from './tidy/names.js';
import { lockfileFaults, packageFaults } from './tidy/packages.js';
import { roomFaults } from './tidy/rooms.js';
import { textFaults } from './tidy/text.js';
import { filesOf } from './tidy/tree.js';

/** What is untidy in the tree under `root`, one `path: what` each. */
export function tidyFindings(root: string): string[] {
  const paths = filesOf(root);
  return [...paths.flatMap((path) => fileFindings(root, path)), ...roomFaults(paths)];
}

function fileFindings(root: string, path: string): string[] {
  const faults = nameFaults(path);
  const text = readFileSync(join(root, path), 'utf8');
  if (path === 'package-lock.json') faults.push(...lockfileFaults(text));
  else faults.push(...textFaults(path, text));
  if (path === 'package.json') faults.push(...packageFaults(text));
  if (path.endsWith('.lua')) faults.push(...luaFaults(text));
  return faults.map((fault) => `${path}: ${fault}`);
}
