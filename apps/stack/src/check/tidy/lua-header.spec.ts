import { expect, test } from '@jest/globals';
import { luaFaults } from './lua-header.js';

const HEADER = '--[[\n  Does it.\n\n  KEYS[1] meta\n  ARGV[1] epoch   ARGV[2..] places\n\n  Returns 1 DONE\n]]\n';
const BODY = "redis.call('SET', KEYS[1], ARGV[1])\nfor i = 2, #ARGV do redis.call('INCR', ARGV[i]) end\nreturn 1\n";

test('a script whose header names all it takes and gives is right', () => {
  expect(luaFaults(HEADER + BODY)).toEqual([]);
  expect(luaFaults(`${HEADER}return ARGV[3]\n`)).toEqual([]);
});

test.each([
  ['no header', BODY, 'does not begin with a header'],
  ['a key that is not named', `${HEADER}return KEYS[2]\n`, 'the header does not name KEYS[2]'],
  [
    'an argument that is not named',
    `${HEADER.replace('ARGV[1]', 'ARGV[9]')}${BODY}`,
    'the header does not name ARGV[1]',
  ],
  [
    'a list that is not named',
    `${HEADER.replace('ARGV[2..]', 'ARGV[2]')}${BODY}`,
    'the header does not name the list in ARGV',
  ],
  ['no word of the reply', `${HEADER.replace('Returns', 'Gives')}${BODY}`, 'the header does not say what it returns'],
])('%s is seen', (_, lua, fault) => {
  expect(luaFaults(lua)).toEqual([fault]);
});
