import type { Component } from './condition.ts'

export const OUTAGE_STATUSES = ['investigating', 'identified', 'monitoring', 'resolved'] as const
export const MAINTENANCE_STATUSES = ['scheduled', 'in_progress', 'completed', 'cancelled'] as const
export type OutageStatus = (typeof OUTAGE_STATUSES)[number]
export type MaintenanceStatus = (typeof MAINTENANCE_STATUSES)[number]
export type NoticeKind = 'outage' | 'maintenance' | 'other'
export type NoticeStatus = OutageStatus | MaintenanceStatus

/** A stated interval in epoch milliseconds; `endAt` null where the text gives none. */
export interface NoticeWindow {
  readonly startAt: number | null
  readonly endAt: number | null
  /** Either end carries 頃, 過ぎ, around or the like. */
  readonly approximate: boolean
}

/** What an announcement says, read from its text. */
export interface NoticeFacts {
  readonly kind: NoticeKind
  /** Null only for kind `other`. */
  readonly status: NoticeStatus | null
  /** `['all']` alone where the text says every service; empty where it names none. */
  readonly components: readonly Component[]
  readonly affectsLogin: boolean
  /** In the order of the text. */
  readonly windows: readonly NoticeWindow[]
}

/** The facts of a notice together with where and when it was read. */
export interface Notice extends NoticeFacts {
  /** Stable over edits of the same announcement. */
  readonly id: string
  /** Key of the source that read it; `manual` for an administrator's own. */
  readonly source: string
  readonly title: string
  readonly url: string | null
  readonly publishedAt: number | null
  /** When Dotchi first and last read it in this form. */
  readonly seenAt: number
  readonly updatedAt: number
  /** It speaks about something that LINE WORKS only touches ("log in with LINE"): shown, and never evidence. */
  readonly correlated?: true
  /** It was taken off its place while it was open: it says nothing any more. */
  readonly withdrawn?: true
}
