import { CLIENT_FILES, type ClientFile, clientPathOf } from './client-files.ts'

/** The modules that each page begins with. */
type Entry = Extract<ClientFile, 'http/client/check-page' | 'http/client/desk-page'>

/** What `/desk` needs is part of what `/check` needs. */
const NEEDED: Readonly<Record<Entry, readonly ClientFile[]>> = {
  'http/client/check-page': CLIENT_FILES.filter((file) => file !== 'http/client/desk-page'),
  'http/client/desk-page': ['http/client/desk-page', 'http/client/element'],
}

/** The scripts of a page; all are named, so that the browser fetches them at once and not one after the other. */
export const Scripts = ({ entry }: { entry: Entry }) => (
  <>
    {NEEDED[entry].map((file) => (
      <link rel="modulepreload" href={clientPathOf(file)} />
    ))}
    <script type="module" src={clientPathOf(entry)} />
  </>
)
