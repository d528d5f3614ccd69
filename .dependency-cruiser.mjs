/**
 * What each room may import besides itself. The plumbing (mysql, redis, http) knows no room, a room knows those it is made of,
 * and nothing looks back: that is why a change in one room cannot break the rooms below it.
 */
const rooms = {
  kernel: [],
  mysql: ['kernel'],
  redis: ['kernel'],
  http: ['kernel'],
  audit: ['kernel', 'mysql'],
  // A change of a round and the audit record of that change are one transaction.
  round: ['kernel', 'mysql', 'audit'],
  // The gate is pure counting: it must not know what a booking is, or it could not be rebuilt from the ledger.
  quota: ['kernel', 'redis'],
  identity: ['kernel', 'mysql', 'redis'],
  staff: ['kernel', 'mysql', 'audit'],
  booking: ['kernel', 'mysql', 'round', 'quota', 'identity'],
  opening: ['kernel', 'audit', 'round', 'quota', 'booking'],
  checkin: ['kernel', 'mysql', 'audit', 'booking'],
};

const TEST = '(\\.spec\\.ts$|/test/)';
const DOOR = '^libs/[^/]+/index\\.ts$';
const ROOM_TEST = '^libs/[^/]+/test/';
const STAGE = '^apps/stack/src/(testing\\.ts$|servers/)';
const inPackages = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)`;

const roomNames = Object.keys(rooms).join('|');

/** Tests set a scene, and a scene may need any room; who may know whom is a question of the product. */
const graph = Object.entries(rooms).map(([room, known]) => ({
  name: `room-${room}`,
  comment: `${room} may know ${known.join(', ') || 'no other room'}: the rooms form a graph without a way back.`,
  severity: 'error',
  from: { path: `^libs/${room}/`, pathNot: TEST },
  to: { path: '^libs/', pathNot: `^libs/(${[room, ...known].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...graph,
    {
      name: 'room-of-the-graph',
      comment: 'A room that is not in the graph has no walls: say in .dependency-cruiser.mjs what it may know.',
      severity: 'error',
      from: { path: '^libs/', pathNot: `^libs/(${roomNames})/` },
      to: {},
    },
    {
      name: 'room-by-its-door',
      comment:
        'What is behind index.ts may change at any time. Only its tests may lend each other the scene they play on.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/', pathNot: TEST },
      to: { path: '^libs/', pathNot: ['^libs/$1/', DOOR] },
    },
    {
      name: 'room-test-by-its-door',
      comment:
        'A test that reaches into another room breaks when that room is rearranged; its test folder is the one exception.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/.*(\\.spec\\.ts$|test/)' },
      to: { path: '^libs/', pathNot: ['^libs/$1/', DOOR, ROOM_TEST] },
    },
    {
      name: 'libs-know-no-app',
      comment: 'A room serves every app, so it can know none of them.',
      severity: 'error',
      from: { path: '^libs/', pathNot: TEST },
      to: { path: '^(apps|load-tests)/' },
    },
    {
      name: 'room-test-on-the-stage',
      comment:
        'Tests of a room run on real servers, which apps/stack starts; of every other app they must know nothing.',
      severity: 'error',
      from: { path: '^libs/.*(\\.spec\\.ts$|/test/)' },
      to: { path: '^(apps|load-tests)/', pathNot: STAGE },
    },
    {
      name: 'app-by-the-doors',
      comment:
        'An app is its own files and the doors of rooms: apps run in processes of their own and share nothing else.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: TEST },
      to: { path: '^(apps|libs|load-tests)/', pathNot: ['^apps/$1/', DOOR] },
    },
    {
      name: 'app-test-by-the-doors',
      comment:
        'A test of an app may add the servers of apps/stack and the scenes of room tests, not the inside of a room.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/.*(\\.spec\\.ts$|test/)' },
      to: { path: '^(apps|libs|load-tests)/', pathNot: ['^apps/$1/', DOOR, STAGE, ROOM_TEST] },
    },
    {
      name: 'load-test-from-outside',
      comment: 'A load test starts the system with apps/stack and then meets it as residents do, over the wire.',
      severity: 'error',
      from: { path: '^load-tests/' },
      to: { path: '^(apps|libs)/', pathNot: ['^apps/stack/src/', DOOR] },
    },
    {
      name: 'simulator-stands-outside',
      comment:
        'It plays what is outside the house. Did it share a rule with a room, both would be wrong together, unseen.',
      severity: 'error',
      from: { path: '^apps/simulator/' },
      to: { path: '^libs/', pathNot: '^libs/kernel/' },
    },
    {
      name: 'domain-is-pure',
      comment:
        'A decision is made from what it is given: from domain/ there is no way to a server, a file or a framework.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/domain/', pathNot: TEST },
      to: {
        pathNot: [
          '^libs/$1/domain/',
          DOOR,
          '^(node:)?(crypto|util)$',
          inPackages('luxon', '@types/luxon', 'csv-parse/.*sync.*', 'otplib'),
        ],
      },
    },
    {
      name: 'domain-knows-no-plumbing',
      comment: 'A door of the plumbing is still a door to a server.',
      severity: 'error',
      from: { path: '^libs/[^/]+/domain/', pathNot: TEST },
      to: { path: '^libs/(mysql|redis|http)/' },
    },
    {
      name: 'adapters-serve-usecases',
      comment: 'A use case calls its adapters. The other way round there is no order in which to read them.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/adapters/', pathNot: TEST },
      to: { path: '^libs/$1/usecases/' },
    },
    {
      name: 'http-stops-at-the-apps',
      comment: 'A room that knows HTTP cannot serve the worker or a test.',
      severity: 'error',
      from: { path: '^libs/', pathNot: ['^libs/http/', TEST] },
      to: { path: inPackages('fastify', '@fastify/[^/]+', '@nestjs/(platform-fastify|swagger)') },
    },
    {
      name: 'product-knows-no-test',
      comment: 'What the tests bring along is not there when the product runs.',
      severity: 'error',
      from: { pathNot: TEST },
      to: { path: TEST, pathNot: '(^|/)node_modules/' },
    },
    {
      name: 'product-runs-without-dev-packages',
      comment: 'They are not installed in production: the import would fail on the first start there.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-package-by-accident',
      comment: 'A package of a package may go away with any update: what is imported stands in package.json.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-cycle',
      comment: 'Files that need each other are one file, or the wrong two.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphan',
      comment: 'A file that imports nothing and that nothing imports is not part of the house.',
      severity: 'error',
      // An .mjs is handed to Node on a command line.
      from: { orphan: true, pathNot: [TEST, '\\.mjs$'] },
      to: {},
    },
    {
      name: 'no-dead-end',
      comment: 'An import that leads nowhere escapes every other rule. What k6 itself provides leads nowhere on disk.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^k6(/|$)' },
    },
  ],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '^(dist|\\.data)/' },
    // Types are knowledge too: what is only imported as a type still says who knows whom.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      // 'source' leads from #room to the room's TypeScript instead of to what was last built.
      conditionNames: ['source', 'import', 'node', 'types', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.mjs', '.js', '.d.ts', '.json'],
    },
  },
};
