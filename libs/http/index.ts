export { FormPipe } from './form.pipe.js';
export { createLog, type Log } from './log.js';
export { languageOf, problemOf, type Problem } from './problem.js';
export { ProblemFilter, sendProblem } from './problem.filter.js';
export { ApiRefusals } from './refusals.openapi.js';
export { keyRing } from './key-ring.env.js';
export { runHttpApp, type HttpAppOptions } from './run-http-app.js';
export { readEnv } from './read-env.js';
export { Upkeep, type Chore } from './upkeep.js';
