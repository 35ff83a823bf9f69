import type { Target } from '../../core/target.ts'
import type { TargetsView } from '../routes.ts'

/** What is looked at. The options stay inside: they may name what only the company knows. */
export const targetsViewOf = (targets: readonly Target[]): TargetsView => ({
  targets: targets.map(({ id, kind, role, component, title, via, family, confirmed, source }) => ({
    id,
    kind,
    role,
    component,
    title: { ...title },
    via,
    family,
    confirmed,
    source,
  })),
})
