/** What is missing in the rooms, of which every one has a door and a page that says what it is for. */
export function roomFaults(paths: readonly string[]): string[] {
  const there = new Set(paths);
  const rooms = new Set(paths.flatMap((path) => /^libs\/[^/]+(?=\/)/.exec(path) ?? []));
  return [...rooms].flatMap((room) =>
    ['index.ts', 'README.md'].filter((file) => !there.has(`${room}/${file}`)).map((file) => `${room}: has no ${file}`),
  );
}
