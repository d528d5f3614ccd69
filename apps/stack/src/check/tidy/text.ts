interface TextRule {
  /** The files that the rule is about. */
  in: RegExp;
  /** What must not be there. Written so that no line here finds itself. */
  never: RegExp;
  says: string;
}

const CODE = /\.(ts|mjs|js|vue|lua|sql|sh)$/;
const TEST = /(\.spec\.ts$|\/test\/)/;
const rules: readonly TextRule[] = [
  { in: /./, never: /\b(?:TO[D]O|FIX[M]E)\b/, says: 'is not finished' },
  { in: /./, never: /(?<![\w.])\/wor[k]\/|\.\.\/share[d]\b/, says: 'names a place outside the project' },
  { in: CODE, never: /@ts-(?:ignor[e]|nochec[k])|eslint-disabl[e]/, says: 'switches a check off' },
  {
    in: TEST,
    never: /\b(?:describe|it|test)(?:\.\w+)*\.(?:onl[y]|ski[p])\b|\b(?:f|x)(?:describe|it|test)\s*[.(]/,
    says: 'leaves tests out',
  },
  { in: /\.(ts|mjs|vue)$/, never: /\t/, says: 'has a tab' },
];

const MOST_LINES = 300;
/** Longer than a person would write, because no person wrote them; and the licence, whose words are not ours. */
const ANY_LENGTH = /(\.generated\.ts|\.csv|^LICENSE|^libs\/mysql\/schema\.sql)$/;

/** What is wrong with the text of one file, each with the line where it is. */
export function textFaults(path: string, text: string): string[] {
  const lines = text.split('\n');
  const faults = rules
    .filter((rule) => rule.in.test(path))
    .flatMap(({ never, says }) =>
      lines.flatMap((line, at) => (never.test(line) ? [`line ${String(at + 1)} ${says}`] : [])),
    );
  if (lines.at(-1) !== '') faults.push('the last line does not end');
  const count = lines.length - 1;
  if (count > MOST_LINES && !ANY_LENGTH.test(path)) {
    faults.push(`has ${String(count)} lines; more than ${String(MOST_LINES)} are two files`);
  }
  return faults;
}
