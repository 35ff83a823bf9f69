import { type Dice, isName, isService, type Probe, type World, worldOf } from './harsh-world.ts'

/** Places that are set up in an odd way: deaf gateways, closed resolvers, IPv6 alone, hardly any looks, long pauses between. */
export function oddWorldOf(dice: Dice, noise: number): World {
  const world = worldOf(dice, noise)
  const mute: ((probe: Probe) => boolean)[] = []
  if (dice.chance(0.2)) mute.push(({ role }) => role === 'gateway')
  if (dice.chance(0.2)) mute.push(({ resolver }) => resolver === 'public')
  const changed = dice.pick([world.probes, world.probes, world.probes, onlySix(world.probes), hardlyAny(world.probes)])
  return {
    ...world,
    probes: changed,
    intervalS: dice.pick([world.intervalS, 20, 45, 90]),
    deadControl: changed === world.probes ? world.deadControl : null,
    mute: (probe) => mute.some((is) => is(probe)),
  }
}

const onlySix = (probes: readonly Probe[]): readonly Probe[] =>
  probes.filter(({ family }) => family !== 6).map((p) => (isName(p) ? p : { ...p, family: 6 }))

/** The login page and a single other site. */
const hardlyAny = (probes: readonly Probe[]): readonly Probe[] => {
  const page = { target: 'login', role: 'service', kind: 'login-page', component: 'login', family: 4, ms: 210 } as const
  const control = probes.find(({ role, kind }) => role === 'control' && kind === 'control')!
  return [page, ...probes.filter((p) => isService(p) && p.target !== 'login').slice(0, 1), control]
}
