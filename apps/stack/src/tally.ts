/** What jest leaves of its results, as far as it is read here. */
interface JestResults {
  numPassedTests: number;
  numFailedTests: number;
  /** Files that broke before their tests could be counted. */
  numRuntimeErrorTestSuites: number;
}

/** The results in one plain line, for whoever reads only the last one. */
export function tallyLine(results: string): string {
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(results) as JestResults;
  return `${String(numPassedTests)} passed, ${String(numFailedTests + numRuntimeErrorTestSuites)} failed`;
}
