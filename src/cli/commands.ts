import type { Command } from './command.ts'
import { evalCommand } from './eval.ts'

/** Every word that may follow `dotchi`, in the order in which the help shows them. */
export const COMMANDS: readonly Command[] = [evalCommand]
