import { expect, test } from 'vitest'
import type { HumanAct } from '../../../src/core/alert/facts.ts'
import { playAlerts, policyOf, rule } from './play.ts'

/** LINE WORKS and the network of Osaka fail together, and somebody makes them one. */
function play(rules: Parameters<typeof policyOf>[0]) {
  const story = playAlerts(policyOf(rules))
  const both = { service: 'outage', sites: { tokyo: 'outage', osaka: 'company_network' } } as const
  for (const time of ['10:00:00', '10:00:30', '10:01:00']) story.at(`11-24T${time}`, both)
  const incidents = story.memory().incidents
  const [service, osaka] = ['service', 'site'].map(
    (kind) => incidents.find(({ scope }) => scope.kind === kind)!.id,
  ) as [string, string]
  const act: HumanAct = {
    kind: 'merge',
    at: Date.parse('2026-11-24T10:05:00+09:00'),
    by: '佐藤',
    incident: osaka,
    into: service,
  }
  story.at('11-24T10:05:00', both, { acts: [act] })
  story.at('11-24T10:06:00', both)
  const well = { sites: { tokyo: 'operational', osaka: 'operational' } } as const
  for (const time of ['11:00:00', '11:00:30']) story.at(`11-24T${time}`, well)
  return { story, service: `incident:${service}`, osaka: `incident:${osaka}` }
}
const threadsOf = (story: ReturnType<typeof playAlerts>) =>
  story.messages().map(({ message }) => [message.thread, message.phase])

test('who knew of the smaller one only hears its end in the thread they know', () => {
  const { story, osaka } = play([rule('network', ['company-network'], ['network'])])
  expect(threadsOf(story)).toEqual([
    [osaka, 'begin'],
    [osaka, 'end'],
  ])
  expect(story.story().at(-1)).toContain('【復旧】LINE WORKS は正常に戻りました')
  expect(story.memory().ledger).toEqual([])
})

test('who knew of both is told that the one is part of the other', () => {
  const { story, service, osaka } = play([rule('all', ['outage', 'company-network'], ['desk'])])
  expect(threadsOf(story)).toEqual([
    [service, 'begin'],
    [osaka, 'begin'],
    [osaka, 'end'],
    [service, 'end'],
  ])
  expect(story.story()[2]).toContain('【統合】')
})
