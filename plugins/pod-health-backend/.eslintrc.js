module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // Tests that need a real cluster, under a name that `jest` does not run by itself, and what only tests import (the
      // layer check sees to that): devDependencies are theirs too.
      files: ['**/*.cluster.ts', 'src/testing/**'],
      rules: { '@backstage/no-undeclared-imports': 'off' },
    },
  ],
});
