import { cpus, release, totalmem, type as systemName } from 'node:os';

/** What it was measured on: without it no figure means anything. */
export interface Machine {
  cores: number;
  model: string;
  memoryGb: number;
  system: string;
  node: string;
}

export function thisMachine(): Machine {
  const processors = cpus();
  return {
    cores: processors.length,
    model: processors[0]?.model.trim() ?? 'unknown processor',
    memoryGb: totalmem() / 2 ** 30,
    system: `${systemName()} ${release()}`,
    node: process.versions.node,
  };
}
