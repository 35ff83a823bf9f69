import type { Text } from '../locale.ts'
import type { WindowState } from './window.ts'

/** How far announced work has come. */
export const WINDOW_STATE_TITLE: Readonly<Record<WindowState, Text>> = {
  announced: { ja: '予定', en: 'Planned' },
  running: { ja: '実施中', en: 'Under way' },
  unconfirmed: { ja: '終了を確認中', en: 'End not confirmed' },
  overrun: { ja: '延長中', en: 'Overrunning' },
  ended: { ja: '終了', en: 'Ended' },
  cancelled: { ja: '中止', en: 'Cancelled' },
}
