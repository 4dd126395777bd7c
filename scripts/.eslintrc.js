// The scripts are plain modules of Node: the recommended rules, and what a reader trips over.
module.exports = {
  root: true,
  extends: ['eslint:recommended'],
  env: { node: true, es2024: true },
  parserOptions: { ecmaVersion: 'latest', sourceType: 'module' },
  reportUnusedDisableDirectives: true,
  rules: {
    eqeqeq: 'error',
    'no-shadow': 'error',
    'no-var': 'error',
    'prefer-const': 'error',
    'no-implicit-coercion': ['error', { boolean: false }],
    'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    'no-promise-executor-return': 'off',
    'require-atomic-updates': 'off',
    'no-return-await': 'error',
    'no-useless-return': 'error',
    'no-else-return': 'error',
    'no-lonely-if': 'error',
    'object-shorthand': 'error',
    'prefer-template': 'error',
  },
};
