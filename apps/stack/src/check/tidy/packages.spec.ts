import { expect, test } from '@jest/globals';
import { lockfileFaults, packageFaults } from './packages.js';

test.each(['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'])(
  '%s name one version each',
  (kind) => {
    const versions = { a: '1.2.3', b: '^1.2.3', c: '1.2', d: 'latest', e: '2.0.0-rc.1', f: 'git+ssh://host/f.git' };
    expect(packageFaults(JSON.stringify({ [kind]: versions }))).toEqual([
      'b "^1.2.3" is not one version',
      'c "1.2" is not one version',
      'd "latest" is not one version',
      'f "git+ssh://host/f.git" is not one version',
    ]);
  },
);

test('the lockfile has digests and no addresses', () => {
  const packages = {
    '': { version: '0.1.0' },
    'node_modules/good': { version: '1.0.0', integrity: 'sha512-…' },
    'node_modules/good/node_modules/inside': { version: '1.0.0', inBundle: true },
    'node_modules/here': { resolved: 'https://registry.example/here.tgz', integrity: 'sha512-…' },
    'node_modules/unsealed': { version: '1.0.0' },
  };
  expect(lockfileFaults(JSON.stringify({ packages }))).toEqual([
    'node_modules/here has an address',
    'node_modules/unsealed has no digest',
  ]);
});
