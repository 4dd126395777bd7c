/** Bounds both sides keep. Each has its reason; security.md T18, T25, R10 and R11 are where they come from. */
export const LIMITS = {
  /** Pods told one by one unless more are asked for; and then. */
  podRows: 60,
  allPodRows: 500,
  /** Entries of the timeline; likewise. */
  timelineEntries: 60,
  allTimelineEntries: 200,
  /** Body of any request. The largest legitimate one is a session request with a reason. */
  requestBodyBytes: 16 * 1024,
  /** A reason must say something, and fit an audit line. */
  reasonMinLength: 5,
  reasonMaxLength: 500,
  /** WebSocket message; a paste is cut into several. */
  socketMessageBytes: 64 * 1024,
  /** Messages per second from a browser: fast typing plus resizes stay far below. */
  socketMessagesPerSecond: 200,
  /** Terminal size. */
  terminalMin: 1,
  terminalMax: 1000,
  /** Lines of a log read at first, and at most. */
  logTailLines: 1_000,
  logTailLinesMax: 100_000,
  /** A log line longer than this is split with a mark, so that no buffer grows with it. */
  logLineBytes: 16 * 1024,
  /** Unacknowledged terminal output at which reading from the cluster pauses, and resumes. */
  outputPauseBytes: 1024 * 1024,
  outputResumeBytes: 256 * 1024,
  /** A ticket's life. */
  ticketSeconds: 30,
  /** Open shells per user and per replica; log streams per user and per replica. */
  sessionsPerUser: 2,
  sessionsPerReplica: 50,
  streamsPerUser: 6,
  streamsPerReplica: 300,
  /** Entities that one overview follows, reads of the catalog at most, and names of those it does not follow. */
  overviewFollowed: 200,
  overviewRead: 2_000,
  overviewNamed: 50,
  /** Ephemeral containers per pod made by us: they can never be removed. */
  debugContainersPerPod: 3,
} as const;
