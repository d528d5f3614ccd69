import { printPopulation } from './population/print-population.js';

process.exitCode = await printPopulation(process.argv.slice(2), process);
