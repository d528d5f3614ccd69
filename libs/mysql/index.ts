export { idFromBinary, idToBinary } from './binary-id.js';
export { connectLedger, type LedgerOptions } from './data-source.js';
export { ledgerCannotNow, lostToAnother, refusedNull, serverRefused, violatedConstraint } from './driver-error.js';
export { HotPool, type HotPoolOptions } from './hot-pool.js';
export { inTransaction } from './in-transaction.js';
export { migrate } from './migrate.js';
export { schemaSnapshot } from './schema-snapshot.js';
