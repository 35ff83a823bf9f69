import type { Text } from '../locale.ts'

/** Whom people of the company ask; what is null was not configured. */
export interface HelpDesk {
  readonly name: Text
  readonly phone: string | null
  readonly mail: string | null
  readonly url: string | null
}

const DESK: Text = { ja: '社内のIT担当', en: 'your IT desk' }

/** What the help desk is called; what it is, where nobody configured it. */
export const deskNameOf = (desk: HelpDesk | null): Text => desk?.name ?? DESK
