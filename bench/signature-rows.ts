import type { Look } from './signature-round.ts'
import { COMPANY_ROWS } from './signature-rows-company.ts'
import { SERVICE_ROWS } from './signature-rows-service.ts'

export interface Row {
  /** Of the signature table, 1 to 28; 0 for rounds without a fault. */
  readonly row: number
  readonly note: string
  readonly expected: string
  readonly observations: readonly Look[]
}

export const ROWS: readonly Row[] = [...SERVICE_ROWS, ...COMPANY_ROWS].toSorted((a, b) => a.row - b.row)
