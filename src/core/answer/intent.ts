import type { Locale } from '../locale.ts'
import { foldText } from '../text/folded-text.ts'
import type { Intent } from './answer.ts'

/** What the words of a question come to. */
export interface Understood {
  readonly intent: Intent
  /** The language that the words ask for, or else the one they are written in; null where they do not tell. */
  readonly locale: Locale | null
}

/*
 * The words are matched against the folded text: width and case levelled, katakana as hiragana, long vowel marks gone,
 * spaces beside Japanese gone. Every repetition is bounded, so that a hostile text costs no more than a friendly one.
 */
const TO_ENGLISH =
  /(?:えいご|英語)(?:で|に|を|版|ばん|$)|\bin english\b|\benglish,? (?:please|pls|plz)\b|\b(?:speak|use|switch to|to) english\b|^english[.!? ]{0,3}$/
const TO_JAPANESE =
  /(?:日本語|にほんご)(?:で|に|を|版|ばん|$)|\bin japanese\b|\bjapanese,? (?:please|pls|plz)\b|\b(?:speak|use|switch to|to) japanese\b|^japanese[.!? ]{0,3}$|\bnihongo\b/

const TOLD_WHEN =
  /通知(?:して|を?(?:お?願|おねが|希望|ほし|欲し|もら|受け|うけ|設定|登録|おん))|^通知$|(?:知らせ|しらせ)し?て|(?:復旧|直っ|なおっ|おわっ|終わっ|回復|戻っ|もどっ|変わっ|かわっ).{0,8}(?:教え|おしえ|連絡|通知|知らせ)|購読|\bnotif(?:y|ication)s?(?: me)?\b|\bsubscribe\b|\balert me\b|\blet me know\b|\btell me (?:when|once|if)\b|알려|알림/
const NOT_TOLD =
  /通知.{0,6}(?:こない|来ない|届かない|とどかない|鳴らない|ならない|でない|出ない)|\b(?:no|not) (?:get|getting|receiv\w{1,4}) notif/
const MAINTENANCE = /めんて|保守|点検|計画停止|\bmaint(?:enance)?\b|\bscheduled (?:work|downtime)\b|점검/
const HISTORY =
  /履歴|りれき|過去|(?:これ|いま)まで(?:の|に)|先週|先月|昨日|きのう|前回|記録|実績|\bhistory\b|\bpast\b|\bprevious(?:ly)?\b|\blast (?:week|month|time|outage)\b|\byesterday\b|이력|기록/
const WHY = /なぜ|なんで|根拠|理由|どうして|\bwhy\b|\bevidence\b|\breasons?\b|\bhow (?:do you know|sure)\b|왜/
const STATUS =
  /落ち|おち(?:て|た)|だうん|障害|しょうがい|不具合|ふぐあい|つなが|繋が|使え|つかえ|動(?:か|い|き)|うご(?:か|い)|生きて|いきて|重[いく]|おも[いく]|遅[いく]|おそ[いく]|状態|状況|大丈夫|だいじょうぶ|正常|平気|復旧|直っ|なおっ|いつから|どう(?:\?|$|なって|です|だ)|\bdown\b|\boutage\b|\bbroken\b|\bworking\b|\bworks? (?:now|again|today|for)\b|\bavailable\b|\bstatus\b|\bup\b|\bslow\b|\bissues?\b|\bok(?:ay)?\b|\bback\b|\bfixed\b|\brecover|장애|다운|접속|서버|안 ?(?:돼|되)|느려/
const OWN_TROUBLE =
  /ろぐ(?:いん|おん|あうと)|さいん(?:いん|あうと)|入れな|入れま|はいれ(?:な|ま)|ぱすわど|暗証|認証|確認こど|こどが?(?:届|来|とど|こ)|ろっく|あかうんと|\bid\b|停止され|招待|二段階|えら|開けな|開かな|ひらけな|ひらかな|届かな|とどかな|\blog(?:ged|ging)?[ -]?(?:in|on|out)\b|\bsign(?:ed|ing)?[ -]?(?:in|on|out)\b|\bpasswords?\b|\block(?:ed)?\b|\baccounts?\b|\bcodes?\b|\berrors?\b|\bsuspended\b|\binvit|\bcan(?:no|')?t (?:open|access|get in)\b|로그인|비밀번호|계정/
const THANKS =
  /ありがと|有難|有り難|助か|感謝|おつかれ|お疲れ|\bthanks?\b|\bthank you\b|\bthx\b|\bcheers\b|\bty\b|감사|고마/
const HELP =
  /^[?!。、. ]*$|へるぷ|使い方|つかいかた|何が?(?:できる|でき|聞け)|なにが?(?:できる|でき)|めにゅ|できること|^(?:こんにち[はわ]|おはよう.{0,6}|こんばん[はわ]|はじめまして|やあ|もしもし)[!。]?$|\bhelp\b|\bmenu\b|\bwhat can (?:you|i)\b|\bhow (?:do|does|to) (?:i |this |you )?(?:use|work)|^(?:hi|hello|hey|good (?:morning|evening|afternoon))[!. ]*(?:there|dotchi|bot)?[!. ]*$|^start$|도움/
const NAME_ONLY =
  /^(?:line ?works?|lineworks|らいんわくす|ねいばわくす|naver ?works?|lw|らいんわ|わくす|네이버웍스|라인웍스)[?!。]*$/

/** The first that fits: who asks about maintenance or wants to be told means more than "is it down". */
const BY_WORDS: readonly (readonly [Intent, (text: string) => boolean])[] = [
  ['maintenance', (text) => MAINTENANCE.test(text)],
  ['notify', (text) => TOLD_WHEN.test(text) && !NOT_TOLD.test(text)],
  ['history', (text) => HISTORY.test(text)],
  ['why', (text) => WHY.test(text) && !OWN_TROUBLE.test(text)],
  ['login', (text) => OWN_TROUBLE.test(text) || NOT_TOLD.test(text)],
  ['status', (text) => STATUS.test(text) || NAME_ONLY.test(text)],
  ['thanks', (text) => THANKS.test(text)],
  ['help', (text) => HELP.test(text)],
]

/** Reads a question, in Japanese, English or Korean. Never throws; words that it does not know are `unknown`. */
export function understand(raw: string): Understood {
  const { text } = foldText(raw)
  const asked = TO_ENGLISH.test(text) ? 'en' : TO_JAPANESE.test(text) ? 'ja' : null
  const rest = asked ? text.replace(asked === 'en' ? TO_ENGLISH : TO_JAPANESE, ' ').trim() : text
  const named = BY_WORDS.find(([, fits]) => fits(rest))?.[0]
  if (asked && (named === undefined || named === 'help')) return { intent: 'language', locale: asked }
  return { intent: named ?? 'unknown', locale: asked ?? writtenIn(text) }
}

/** A name or two in Latin letters is no English; Korean is answered in the usual language. */
function writtenIn(text: string): Locale | null {
  if (/[ぁ-ん一-鿿]/.test(text)) return 'ja'
  if (/[가-힣]/.test(text)) return null
  const words = text.replace(/line ?works?|naver|\blw\b|\bslack\b/g, ' ').match(/[a-z]{2,}/g) ?? []
  return words.length > 0 ? 'en' : null
}
