import type { Incident } from '../../src/core/incident/incident.ts'

const HOUR = 3_600_000

/** An outage of an hour that is over. */
export const madeIncident = (id: string, startedAt: number, changes: Partial<Incident> = {}): Incident => ({
  id,
  scope: { kind: 'service' },
  state: 'resolved',
  condition: 'outage',
  worst: 'outage',
  raw: 'well',
  culprit: 'service',
  startedAt,
  suspectedAt: startedAt + 60_000,
  openedAt: startedAt + 120_000,
  recoveringAt: startedAt + HOUR,
  endedAt: startedAt + HOUR,
  resolvedAt: startedAt + HOUR + 60_000,
  spells: [{ fromAt: startedAt, toAt: startedAt + HOUR }],
  isFlapping: false,
  isUnseen: false,
  components: ['login'],
  sites: ['tokyo'],
  confidence: 0.98,
  advice: ['wait'],
  acknowledgement: null,
  updates: [],
  notices: [],
  mergedInto: null,
  timeline: [],
  changedAt: startedAt + HOUR,
  ...changes,
})
