/** What evictions report that is no cause of a sick pod by itself. */
export const evictionContext: Readonly<Record<string, string>> = {
  'eviction/api-429':
    'An answer to whoever asked for the eviction, kept in no object: the pod goes on working.',
  'eviction/event-NotDeleted':
    'An eviction was allowed and not carried out: the pod goes on working, and the budget counts it again after two minutes.',
};
