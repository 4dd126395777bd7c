module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // Tests that need a real cluster, under a name that `jest` does not run by itself: devDependencies are theirs too.
      files: ['**/*.cluster.ts'],
      rules: { '@backstage/no-undeclared-imports': 'off' },
    },
  ],
});
