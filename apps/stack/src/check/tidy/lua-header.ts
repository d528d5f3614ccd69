/** The comment that a script begins with, and the code below it. */
function headerAndBody(lua: string): { header: string; body: string } {
  const [, header = '', body = ''] = /^--\[\[\n([^]*?)\n\]\]\n([^]*)$/.exec(lua) ?? [];
  return { header, body };
}

/** What is missing in the header of a script. Whoever calls it from TypeScript has only this to go by. */
export function luaFaults(lua: string): string[] {
  const { header, body } = headerAndBody(lua);
  if (header === '') return ['does not begin with a header'];
  const faults = [];
  const used = new Set(body.match(/\b(?:KEYS|ARGV)\[\d+\]/g));
  for (const value of used)
    if (!header.includes(`${value} `) && !isInList(value, header)) faults.push(`the header does not name ${value}`);
  if (/#ARGV|\bARGV\[[^\d\]]/.test(body) && !/ARGV\[\d+\.\.\] /.test(header))
    faults.push('the header does not name the list in ARGV');
  if (!/^ {2}Returns /m.test(header)) faults.push('the header does not say what it returns');
  return faults;
}

/** `ARGV[3..]` names every value from the third on. */
function isInList(value: string, header: string): boolean {
  const [, from] = /ARGV\[(\d+)\.\.\] /.exec(header) ?? [];
  const [, index] = /^ARGV\[(\d+)\]$/.exec(value) ?? [];
  return from !== undefined && index !== undefined && Number(index) >= Number(from);
}
