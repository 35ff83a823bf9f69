import { type ClientFile, clientPathOf } from './client-files.ts'

/** The modules that each page begins with. */
type Entry = Extract<ClientFile, 'http/client/check-page' | 'http/client/desk-page'>

/**
 * The scripts of a page. Only the entry is named: whoever has scripts switched off would fetch everything else in vain, and
 * the page is complete before they come.
 */
export const Scripts = ({ entry }: { entry: Entry }) => <script type="module" src={clientPathOf(entry)} />
