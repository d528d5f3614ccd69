import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Rules about the language itself: what they find is a mistake in every house. */
const mistakes = `
  constructor-super eqeqeq for-direction getter-return no-async-promise-executor no-case-declarations
  no-class-assign no-compare-neg-zero no-cond-assign no-constant-binary-expression no-debugger no-dupe-else-if
  no-duplicate-case no-empty no-empty-character-class no-empty-pattern no-empty-static-block no-ex-assign
  no-extra-boolean-cast no-fallthrough no-global-assign no-invalid-regexp no-irregular-whitespace
  no-loss-of-precision no-misleading-character-class no-prototype-builtins no-regex-spaces no-self-assign
  no-self-compare no-shadow-restricted-names no-sparse-arrays no-template-curly-in-string no-unexpected-multiline
  no-unmodified-loop-condition no-unreachable no-unreachable-loop no-unsafe-finally no-unsafe-optional-chaining
  no-unused-labels no-useless-assignment no-useless-backreference no-useless-catch no-useless-escape
  no-useless-rename no-var object-shorthand prefer-const prefer-object-has-own preserve-caught-error require-yield
  use-isnan valid-typeof
`
  .trim()
  .split(/\s+/);

/** A name is searched for and renamed by its name; a default export has another one in every file. */
const noDefaultExport = {
  selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message: 'Give it a name: no default exports.',
};

export default defineConfig(
  { ignores: ['**/dist/', '.data/', 'libs/quota/adapters/scripts.generated.ts'] },
  // A rule that is wrong somewhere is wrong here, where the reason can be read: comments switch nothing off.
  { linterOptions: { noInlineConfig: true } },
  {
    rules: {
      ...Object.fromEntries(mistakes.map((rule) => [rule, 'error'])),
      'max-lines': ['error', { max: 300 }],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      // A default that returns the rest is exhaustive too: the compiler holds what is left of the union against the return type.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Brackets say "this key may be missing, it came from outside"; a dot says "this property is declared".
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // Names are Chinese as often as not: spreading a string to count its code points is what is meant.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // A Nest module is its decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Forms and configuration are classes only because Nest reads their decorators; they have no methods to be missed.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // It also wants query<Row[]>(…) for (await query(…)) as Row[]. The driver checks neither, and "as" at least says so.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // It asks for the "!" that no-non-null-assertion forbids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      'no-console': 'error',
      'no-restricted-syntax': ['error', noDefaultExport],
      // Also the end of barrels inside rooms: nothing but a room has an index.
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '\\w/index\\.js$', message: 'Name the room: #room says which wall is crossed.' }] },
      ],
    },
  },
  {
    // Here a terminal is the surface: whoever started the program reads what it prints.
    files: ['apps/stack/**', 'load-tests/**', '**/*-command.ts', '**/env.ts', 'libs/http/read-env.ts'],
    rules: { 'no-console': 'off' },
  },
);
