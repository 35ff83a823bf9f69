import { openBranch } from './branch.ts'

/** The world as a process of its own, at the far end of a way: prints how it is reached, and ends with its input. */
const branch = await openBranch()
const { ports, caPem } = branch.world
process.stdout.write(`${JSON.stringify({ ports, caPem })}\n`)
process.stdin.resume().on('end', () => process.exit(0))
