// `node rivalBackend.cjs PLUGIN_FOLDER`: a backend with that plugin alone. Its settings are in RIVAL_CONFIG.
const { createBackend } = require('@backstage/backend-defaults');
const {
  createServiceFactory,
  coreServices,
} = require('@backstage/backend-plugin-api');
const { ConfigReader } = require('@backstage/config');

const backend = createBackend();
backend.add(
  createServiceFactory({
    service: coreServices.rootConfig,
    deps: {},
    factory: () => new ConfigReader(JSON.parse(process.env.RIVAL_CONFIG)),
  }),
);
backend.add(require('@backstage/plugin-catalog-backend'));
backend.add(require(process.argv[2]));
backend.start();
