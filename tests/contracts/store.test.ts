import { describe } from 'vitest'
import { observationsContract } from '../store/contract/observations.ts'
import { DATABASES } from '../support/databases.ts'

/** What holds for one database holds for the other. */
describe.each(DATABASES)('%s', (database) => {
  describe('observations', () => observationsContract(database))
})
