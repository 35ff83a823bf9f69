import type { Command } from './command.ts'

/**
 * Every word that may follow `dotchi`, in the order in which the help shows them. Each is loaded when it is wanted:
 * a check need not wait until the database and the pages are read in.
 */
export const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['check', async () => (await import('./check.ts')).checkCommand],
  ['serve', async () => (await import('./serve.ts')).serveCommand],
  ['sources', async () => (await import('./sources.ts')).sourcesCommand],
  ['explain', async () => (await import('./explain.ts')).explainCommand],
  ['incidents', async () => (await import('./incidents.ts')).incidentsCommand],
  ['backtest', async () => (await import('./backtest.ts')).backtestCommand],
  ['maintenances', async () => (await import('./maintenances.ts')).maintenancesCommand],
  ['drill', async () => (await import('./drill.ts')).drillCommand],
  ['deliveries', async () => (await import('./deliveries.ts')).deliveriesCommand],
  ['watch', async () => (await import('./watch.ts')).watchCommand],
  ['why', async () => (await import('./why.ts')).whyCommand],
  ['ask', async () => (await import('./ask.ts')).askCommand],
  ['account', async () => (await import('./account.ts')).accountCommand],
  ['mcp', async () => (await import('./mcp.ts')).mcpCommand],
  ['agent', async () => (await import('./agent.ts')).agentCommand],
  ['agents', async () => (await import('./agents.ts')).agentsCommand],
  ['triage', async () => (await import('./triage.ts')).triageCommand],
  ['guide', async () => (await import('./guide.ts')).guideCommand],
  ['config', async () => (await import('./config.ts')).configCommand],
  ['simulate', async () => (await import('./simulate.ts')).simulateCommand],
  ['demo', async () => (await import('./demo.ts')).demoCommand],
  ['eval', async () => (await import('./eval.ts')).evalCommand],
])
