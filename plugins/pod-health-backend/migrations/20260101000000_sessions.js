/**
 * Debug sessions and their tickets. Times are milliseconds since the epoch by the database's own clock, as bigint: SQLite
 * and Postgres agree on those, and not on timestamps.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('sessions', table => {
    table.comment('Debug sessions, one row each, kept after their end');
    table.string('id', 32).primary();
    table.text('user_ref').notNullable();
    table.text('entity_ref').notNullable();
    table.text('cluster').notNullable();
    table.text('namespace').notNullable();
    table.text('pod').notNullable();
    table.string('pod_uid', 64).notNullable();
    table.string('container', 63).notNullable();
    table.string('target', 63);
    table.text('reason').notNullable();
    table.text('image').notNullable();
    table.string('state', 16).notNullable();
    table.string('end_reason', 32);
    table.string('note', 64);
    table.integer('exit_code');
    table.text('waiting').comment('JSON');
    table.text('problem').comment('JSON');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('ends_at').notNullable();
    table.bigInteger('ended_at');
    table
      .bigInteger('audited_at')
      .comment('When its end was written to the audit log');
    table.string('replica', 64).notNullable();
    table.bigInteger('heartbeat_at').notNullable();
    table.index(['entity_ref', 'created_at']);
    table.index(['state', 'heartbeat_at']);
    table.index(['user_ref', 'state']);
    table.index(['pod_uid']);
  });
  await knex.schema.createTable('tickets', table => {
    table.comment('One-time tickets to terminals, by their hash only');
    table.string('hash', 64).primary();
    table.string('session_id', 32).notNullable();
    table.text('user_ref').notNullable();
    table.boolean('take_over').notNullable();
    table.bigInteger('expires_at').notNullable();
    table.bigInteger('used_at');
    table.index(['expires_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('tickets');
  await knex.schema.dropTable('sessions');
};
