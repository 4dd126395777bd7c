// Like a package that runs in Node; it has no role of its own, being in no portal.
const { createConfigForRole } = require('@backstage/cli/config/eslint-factory');

module.exports = createConfigForRole(__dirname, 'node-library');
