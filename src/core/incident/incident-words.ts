import type { Text } from '../locale.ts'
import type { IncidentState } from './incident.ts'

/** How far a trouble has come. */
export const INCIDENT_STATE_TITLE: Readonly<Record<IncidentState, Text>> = {
  suspected: { ja: '疑い', en: 'Suspected' },
  open: { ja: '発生中', en: 'Ongoing' },
  recovering: { ja: '復旧を確認中', en: 'Recovering' },
  resolved: { ja: '復旧', en: 'Resolved' },
}
