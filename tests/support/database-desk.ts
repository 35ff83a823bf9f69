import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { type PostgresCluster, startPostgres } from './postgres-cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test files ask for a PostgreSQL database of their own. */
    databaseDesk: string
  }
}

/** Tests may lose their data in a power cut. */
const QUICK = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=60']

/**
 * Runs beside all test files. The first file that asks for a database starts the one cluster of the run; a run that
 * needs none starts none.
 */
export default async function openDatabaseDesk(project: TestProject): Promise<() => Promise<void>> {
  let cluster: Promise<PostgresCluster> | undefined
  const desk = createServer((_request, response) => {
    cluster ??= startPostgres(QUICK.flatMap((setting) => ['-c', setting]))
    cluster
      .then((started) => started.createDatabase())
      .then(
        (url) => response.end(url),
        (error: unknown) => response.writeHead(500).end(String(error)),
      )
  })
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve))
  project.provide('databaseDesk', `http://127.0.0.1:${(desk.address() as AddressInfo).port}/`)
  return async () => {
    desk.close()
    await (await cluster?.catch(() => undefined))?.stop()
  }
}
