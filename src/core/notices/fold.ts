const INVISIBLE = /\u00ad|[\u200b-\u200f]|\u2060|\ufe0e|\ufe0f|\ufeff/g
const TILDES = /[\u301c\u223c\u223e\u2053\u3030]/g
const DASHES = /[\u2010-\u2015\u2212\u2500\uff0d]/g

/**
 * One spelling for what people write in many: full-width letters, digits and signs become plain ones, every tilde `~`,
 * every dash `-`, letters lower case. The katakana prolonged sound mark stays what it is.
 */
export const foldText = (text: string): string =>
  text.replace(INVISIBLE, '').normalize('NFKC').replace(TILDES, '~').replace(DASHES, '-').toLowerCase()
