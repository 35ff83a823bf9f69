import { describe, expect, test } from 'vitest'
import { maskNames } from '../../../src/core/posts/service-name.ts'

const mentionOf = (text: string) => maskNames(text).mention

describe('names of LINE WORKS', () => {
  test.each([
    'LINE WORKS',
    'LINEWORKS',
    'line works',
    'Line Works',
    'ＬＩＮＥ　ＷＯＲＫＳ',
    'LINEワークス',
    'ラインワークス',
    'ライン ワークス',
    'ライン・ワークス',
    'らいんわーくす',
    'ﾗｲﾝﾜｰｸｽ',
    'NAVER WORKS',
    'Naverworks',
    '네이버웍스',
    '네이버 웍스',
    '라인웍스',
    'LINE-WORKS',
    'LINE_WORKS',
    'LINEWORKつながらん',
    'LIEN WORKS',
    'LINEWROKS',
    'LINE WORSK',
    'LINEW0RKS',
    'ラインワクース',
    'ラインワーク',
    'ラインワァークス',
    'ライソワークス',
    '#LINEWORKS障害',
    '@line_works_jp',
    'works mobile',
    'LINE W落ちてない?',
    'LINE WORKSほぼ正常',
    'LINE WORKSテナント',
    'ラインワークスアプリ',
  ])('%s', (name) => {
    expect(mentionOf(name)).toBe('named')
  })

  test.each(['LW落ちてる？', 'LW 入れない', 'ワークスつながらん', '웍스 안 됨', '@lw_help is it down?'])(
    'perhaps: %s',
    (text) => {
      expect(mentionOf(text)).toBe('maybe')
    },
  )

  test.each([
    'LINE落ちてる？',
    'ラインの通知が来ない',
    'LINE Payのエラー',
    '公式LINEが開かない',
    '라인 먹통',
    'オンラインワークショップに入れない',
    'オフラインワークスペース',
    'デッドラインワークで死んでる',
    'ガイドラインワーク',
    'ワークスペース不足',
    'ワークスタイル改革',
    '生産ラインが停止',
    'the production line works again',
    'the new assembly line works fine',
    'fireworks',
    'an online workshop',
    'networks are down',
  ])('no name: %s', (text) => {
    expect(mentionOf(text)).toBe('none')
  })

  test('each name becomes one sign, and LINE another', () => {
    expect(maskNames('LINEは平気、ラインワークスだけ落ちた https://example.com/a').folded.text).toBe(
      '¢は平気、§だけ落ちた€',
    )
  })
})
