/** Exit codes; see USAGE. */
export const EXIT = { healthy: 0, found: 1, couldNot: 2 } as const;
