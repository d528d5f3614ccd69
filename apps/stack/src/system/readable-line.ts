/** A log line for people: whose it is, then what it says; a JSON line is told without its frame. */
export function readableLine(name: string, line: string): string {
  const whose = `[${name}]`.padEnd(16);
  if (!line.startsWith('{')) return `${whose} ${line}`;
  try {
    const { level, msg, event, ...rest } = JSON.parse(line) as Record<string, unknown>;
    for (const frame of ['time', 'app', 'pid']) Reflect.deleteProperty(rest, frame);
    const grade = Number(level) >= 50 ? 'ERROR ' : Number(level) >= 40 ? 'WARN ' : '';
    const facts = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : '';
    return `${whose} ${grade}${String(msg ?? event)}${facts}`;
  } catch {
    return `${whose} ${line}`;
  }
}
