import type { Text } from '../../core/locale.ts'

/** The words of the page that explains a verdict. */
export const EXPLAIN_WORDS = {
  title: { ja: '判定の根拠', en: 'Why we say so' },
  more: { ja: '根拠の積み上げと過去の判定を見る', en: 'How this adds up, and verdicts of the past' },
  back: { ja: '状態ページへ', en: 'To the status page' },
  now: { ja: 'いまの判定', en: 'The verdict now' },
  past: { ja: 'この時刻の判定', en: 'The verdict at this moment' },
  none: {
    ja: 'この時刻の判定はありません。',
    en: 'There is no verdict of this moment.',
  },
  noneLead: {
    ja: 'Dotchi がまだ動いていなかったか、記録が残っていません。',
    en: 'Dotchi did not run yet, or nothing was kept.',
  },
  stale: {
    ja: 'この時刻には新しい確認結果がなく、画面には「情報が古くなっています」と表示されていました。以下はその前の最後の判定です。',
    en: 'At this moment there were no fresh looks, and the page said so. Below is the last verdict before that.',
  },
  given: { ja: '判定した時刻', en: 'Given at' },
  whole: { ja: 'LINE WORKS 全体', en: 'LINE WORKS as a whole' },
  evidence: { ja: '根拠の積み上げ', en: 'How the evidence adds up' },
  evidenceHint: {
    ja: '影響の大きい順です。右へ伸びる帯はこの判定を支える根拠、左へ伸びる帯は反対の根拠です。帯は、それまでの合計から始まります。',
    en: 'The heaviest first. Bars to the right speak for this answer, bars to the left against it; each begins where the sum stood.',
  },
  sum: { ja: '合計', en: 'Sum' },
  sumHint: {
    ja: '確からしさは、この合計に加えて、それまでの経過と問題の起こりやすさから計算しています。',
    en: 'How sure we are follows from this sum, from what went before, and from how often such things happen.',
  },
  noAnswer: {
    ja: 'まだどちらとも言えないため、根拠を並べるだけにしています。',
    en: 'There is no answer yet: these only stand side by side.',
  },
  aside: { ja: '判定に影響しない情報', en: 'What does not count either way' },
  outlookShort: { ja: '見通し', en: 'Outlook' },
  outlook: { ja: 'いつまで続きそうか', en: 'How long it may last' },
  moments: { ja: '別の時刻を見る', en: 'Another moment' },
  changes: { ja: '状態が変わった時刻', en: 'When something changed' },
  noChanges: { ja: '記録はまだありません。', en: 'Nothing on record yet.' },
  earlier: { ja: '前', en: 'earlier' },
  later: { ja: '後', en: 'later' },
  supports: { ja: '支持', en: 'for' },
  opposes: { ja: '反対', en: 'against' },
  json: { ja: 'この根拠 (JSON)', en: 'This as JSON' },
} as const satisfies Record<string, Text>
