export type NoticeLanguage = 'ja' | 'en' | 'ko'

/** The language most of a text is written in. Kana or Hangul decide before the number of letters does. */
export function languageOf(text: string): NoticeLanguage {
  const count = (expression: RegExp) => text.match(expression)?.length ?? 0
  const hangul = count(/[\uac00-\ud7a3]/g)
  const japanese = count(/[\u3040-\u30ff]/g) * 2 + count(/[\u4e00-\u9fff]/g)
  if (hangul > japanese) return 'ko'
  return japanese > 0 && japanese * 4 > count(/[A-Za-z]/g) ? 'ja' : 'en'
}
