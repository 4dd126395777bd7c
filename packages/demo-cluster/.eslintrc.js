module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // Cases of the contract suite are functions that contract.test.ts runs inside its `it`.
      files: ['src/contract/*.ts'],
      rules: { 'jest/no-standalone-expect': 'off' },
    },
    {
      files: ['src/contract.test.ts'],
      rules: { 'jest/expect-expect': 'off' },
    },
    {
      // Ships in recordings/ and scenarios/, not as code: run by hand with the workspace's own tools.
      files: ['scripts/**/*.mjs'],
      rules: { 'no-restricted-syntax': 'off' },
    },
  ],
});
