import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { compileNoticeWords, type NoticeWords, type NoticeWordsFile } from '../core/notices/notice-words.ts'

const SHIPPED = new URL('../../data/words.yaml', import.meta.url)

/** Reads and compiles the words that ship with Dotchi. Throws where the file is broken: it is part of the program. */
export const loadNoticeWords = (file: URL | string = SHIPPED): NoticeWords =>
  compileNoticeWords(parse(readFileSync(file, 'utf8')) as NoticeWordsFile)
