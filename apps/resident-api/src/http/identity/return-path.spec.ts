import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { safeReturnPath } from './return-path.js';

test.each(['/', '/rounds/1', '/rounds/1?from=menu#top', '/a//b'])('%s is gone back to', (path) => {
  expect(safeReturnPath(path)).toBe(path);
});

test('characters outside ASCII are gone back to in the form headers can carry', () => {
  expect(safeReturnPath('/轮次')).toBe('/%E8%BD%AE%E6%AC%A1');
});

test.each([
  ...[undefined, null, 1, ['/a', '/b'], {}, '', 'rounds', '//evil.example', '///evil.example', '/\\evil.example'],
  ...[
    '\\\\evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/\n/evil.example',
    ' /a',
  ],
  ...['/a\\b', '/.//evil.example', '/a/..//evil.example', '/%2e//evil.example', '/\u0000', `/${'a'.repeat(600)}`],
])('%j leads to the first page', (asked) => {
  expect(safeReturnPath(asked)).toBe('/');
});

test('whatever is asked for, a browser stays on this site', () => {
  const nasty = fc.string({
    unit: fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      ':',
      '@',
      '\t',
      '\n',
      '%2f',
      '%5c',
      '?',
      '#',
      'evil.example',
      'https:',
      'a',
      '，',
      ' ',
    ),
  });
  fc.assert(
    fc.property(nasty, (asked) => {
      const back = safeReturnPath(`/${asked}`);
      expect(new URL(back, 'https://huiyue.example/api/auth/wechat/callback').origin).toBe('https://huiyue.example');
      expect(back).toMatch(/^\/(?!\/)[!-~]*$/);
    }),
    { numRuns: 2_000 },
  );
});
