import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { DatabaseSessionStore } from './DatabaseSessionStore';

/** The session store in the plugin's own database, brought up to date first unless the operator does that by hand. */
export async function createDatabaseSessionStore(
  database: Pick<DatabaseService, 'getClient' | 'migrations'>,
): Promise<DatabaseSessionStore> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await migrateSessions(knex);
  }
  return new DatabaseSessionStore(knex);
}

/** Runs the plugin's migrations that have not run in this database. */
export async function migrateSessions(knex: Knex): Promise<void> {
  await knex.migrate.latest({
    directory: resolvePackagePath(
      'backstage-plugin-pod-health-backend',
      'migrations',
    ),
  });
}
