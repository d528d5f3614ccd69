/** Names that say where something is kept and not what it is: in the end everything is kept there. */
const SAY_NOTHING = new Set([
  'common',
  'shared',
  'util',
  'utils',
  'helper',
  'helpers',
  'core',
  'manager',
  'managers',
  'base',
]);

/** What is wrong with the names along a path. */
export function nameFaults(path: string): string[] {
  return path
    .split(/[/._-]/)
    .filter((word) => SAY_NOTHING.has(word.toLowerCase()))
    .map((word) => `"${word}" says nothing`);
}
