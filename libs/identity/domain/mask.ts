/** 张* : the first character, however many UTF-16 units it takes, and a star for each of the others. */
export function maskName(name: string): string {
  const [first = '', ...rest] = name;
  return first + '*'.repeat(rest.length);
}

/** 1****************2 : the first and the last of the 18 characters. */
export function maskIdNumber(value: string): string {
  return value.charAt(0) + '*'.repeat(Math.max(value.length - 2, 0)) + value.slice(-1);
}
