import js from '@eslint/js'
import { defineConfig } from 'eslint/config'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'

/**
 * The rules that catch what people miss; layout is Prettier's. Which room may import which is a test, because it also
 * looks into Svelte files and says why: services/test/rooms.test.ts.
 */
export default defineConfig(
  { ignores: ['**/node_modules/', '**/build/', '**/.svelte-kit/', '**/.turbo/', '**/coverage/', '**/generated/', '**/data/'] },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.svelte'] },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: ['describe', 'it', 'test'].map((name) => ({ from: 'package', package: 'vitest', name })) },
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A number in a template is as good as its text; undefined, objects and promises are what the rule is for.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/unbound-method': 'off', // interfaces here are met by closures: there is no `this` to lose
      '@typescript-eslint/require-await': 'off', // an async function that awaits nothing still turns a throw into a rejection
      'svelte/no-navigation-without-resolve': 'off', // the wall is served from the root of its own origin
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', { selector: 'TSEnumDeclaration', message: 'Use a union of literals: an enum is not erasable.' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser } },
  },
  {
    // The types of a page's props are svelte-check's business: here they are unknown, and unknown is not unsafe.
    files: ['**/*.svelte'],
    rules: Object.fromEntries(['argument', 'assignment', 'call', 'member-access', 'return'].map((use) => [`@typescript-eslint/no-unsafe-${use}`, 'off'])),
  },
  {
    // What reads a contract brings the library along that checks it: twenty kilobytes that a wall has no use for.
    files: ['web/src/lib/**/*.{ts,svelte}'],
    ignores: ['**/*.test.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@weir/shared/contract/*', ...['delta', 'disagreement', 'polling', 'screen-view'].map((light) => `!@weir/shared/contract/${light}`)],
              allowTypeImports: true,
              message: 'Types only: it brings the validator into the wall.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/{bench,cli,dev,test,words}/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
    rules: { 'no-console': 'off' },
  },
)
