import type { Observation } from '../../../src/core/observation.ts'
import { NAME_SCENES } from './name-scenes.ts'
import { ROUTE_SCENES } from './route-scenes.ts'

/** Plays scenes one after the other and prints what was seen: run by `seenInside` in a network of its own, never by hand. */
const seen: Record<string, readonly Observation[]> = {}
for (const name of process.argv.slice(2)) {
  const scene = { ...NAME_SCENES, ...ROUTE_SCENES }[name]
  if (!scene) throw new Error(`unknown scene ${name}`)
  seen[name] = await scene()
}
process.stdout.write(JSON.stringify(seen), () => process.exit(0))
