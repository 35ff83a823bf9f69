import type { Text } from '../locale.ts'
import type { Incident, IncidentState } from './incident.ts'

/** How far a trouble has come. */
const INCIDENT_STATE_TITLE: Readonly<Record<IncidentState, Text>> = {
  suspected: { ja: '疑い', en: 'Suspected' },
  open: { ja: '発生中', en: 'Ongoing' },
  recovering: { ja: '復旧を確認中', en: 'Recovering' },
  resolved: { ja: '復旧', en: 'Resolved' },
}

const BACK: Text = { ja: '再発の疑い', en: 'Possibly back' }

/** How far it has come; of one that was over already, that it may be back. */
export const incidentStateTitle = ({ state, openedAt }: Pick<Incident, 'state' | 'openedAt'>): Text =>
  state === 'suspected' && openedAt !== null ? BACK : INCIDENT_STATE_TITLE[state]
