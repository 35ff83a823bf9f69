import { describe } from 'vitest'
import { agentsContract } from '../store/contract/agents.ts'
import { alertsContract } from '../store/contract/alerts.ts'
import { noticesContract } from '../store/contract/notices.ts'
import { observationsContract } from '../store/contract/observations.ts'
import { outboxContract } from '../store/contract/outbox.ts'
import { smallAggregatesContract } from '../store/contract/small-aggregates.ts'
import { transactionsContract } from '../store/contract/transactions.ts'
import { verdictsContract } from '../store/contract/verdicts.ts'
import { DATABASES } from '../support/databases.ts'

/** What holds for one database holds for the other. */
describe.each(DATABASES)('%s', (database) => {
  describe('observations', () => observationsContract(database))
  describe('verdicts', () => verdictsContract(database))
  describe('notices', () => noticesContract(database))
  describe('sources, reports, settings, leases', () => smallAggregatesContract(database))
  describe('agents and their codes', () => agentsContract(database))
  describe('incidents, windows, decisions, subscriptions', () => alertsContract(database))
  describe('outbox', () => outboxContract(database))
  describe('transactions', () => transactionsContract(database))
})
