import { observationOf } from '../../src/core/observation.ts'
import { openStore } from '../../src/store/open.ts'

/** Writes round after round into the database named on the command line and tells each one that was acknowledged. */
const store = await openStore({ url: process.argv[2]! })
for (let at = Number(process.argv[3]); ; at++) {
  const looks = ['login', 'talk', 'mail'].map((target) =>
    observationOf({ target, role: 'service', kind: 'http', vantage: 'office', at }, { address: `192.0.2.${at % 250}` }),
  )
  await store.observations.appendRound(looks, { key: { vantage: 'office', sequence: at } })
  process.stdout.write(`${at}\n`)
}
