import { notFound, nothing, type Site, text } from './page.ts'

export const EMPTY_CHECK_PATH = '/generate_204'
export const TEXT_CHECK_PATH = '/success.txt'
export const TEXT_CHECK_BODY = 'success\n'

/** Says "no content", and nothing else: whoever answers otherwise is not this site. */
export const emptyCheckSite: Site = ({ url }) => (url.pathname === EMPTY_CHECK_PATH ? nothing() : notFound())

/** Says one word. */
export const textCheckSite: Site = ({ url }) => (url.pathname === TEXT_CHECK_PATH ? text(TEXT_CHECK_BODY) : notFound())
