/** What the process answers to a shell. Documented: scripts rely on it. */
export const EXIT = {
  fine: 0,
  /** Outage, degraded or maintenance: LINE WORKS. */
  lineWorks: 1,
  /** Company network, account or device. */
  yourSide: 2,
  unknown: 3,
  /** Wrong arguments or a wrong configuration. */
  usage: 64,
  /** An input file does not hold what it should. */
  data: 65,
  noInput: 66,
  /** A mistake of ours. */
  software: 70,
  /** The service cannot be started: its port or its database. */
  cannotRun: 69,
  cannotWrite: 73,
  interrupted: 130,
} as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
