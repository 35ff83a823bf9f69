import { SERVICE_CONDITIONS, VIEWER_CONDITIONS } from '../../core/condition.ts'
import type { Edition } from '../press.ts'

type Labels = Readonly<Record<string, string | number | null>>
interface Sample {
  readonly labels: Labels
  readonly value: number
}

const escapeLabel = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

/** One gauge in the text format of Prometheus; nothing where it has no samples. */
function gauge(name: string, help: string, samples: readonly Sample[]): string {
  if (samples.length === 0) return ''
  const lines = samples.map(({ labels, value }) => {
    const pairs = Object.entries(labels).filter(([, label]) => label !== null)
    const inside = pairs.map(([key, label]) => `${key}="${escapeLabel(String(label))}"`).join(',')
    return `${name}${inside && `{${inside}}`} ${value}`
  })
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join('\n')}\n`
}

const one = (value: number): readonly Sample[] => [{ labels: {}, value }]
const seconds = (ms: number) => Math.round(ms) / 1000

/** The verdict, the age of everything and the newest looks. `now` is the instant of the scrape. */
export function metricsOf(edition: Edition, now: number, version: string): string {
  const { verdict, judged } = edition
  return [
    gauge('dotchi_build_info', 'Always 1; the version is a label.', [{ labels: { version }, value: 1 }]),
    gauge(
      'dotchi_verdict_fresh',
      '1 while the verdict may be shown as current.',
      one(edition.freshness === 'fresh' ? 1 : 0),
    ),
    judged ? gauge('dotchi_verdict_age_seconds', 'Age of the newest verdict.', one(seconds(now - judged.at))) : '',
    serviceMetrics(verdict),
    viewerMetrics(verdict, now),
    lookMetrics(edition, now),
  ].join('')
}

function serviceMetrics(verdict: Edition['verdict']): string {
  const condition = verdict?.service.condition ?? 'unknown'
  return [
    gauge(
      'dotchi_service_condition',
      '1 for the condition that LINE WORKS is in.',
      SERVICE_CONDITIONS.map((name) => ({ labels: { condition: name }, value: name === condition ? 1 : 0 })),
    ),
    verdict
      ? gauge(
          'dotchi_service_confidence',
          'Probability that the condition is right.',
          one(verdict.service.confidence),
        ) +
        gauge(
          'dotchi_service_down_probability',
          'Probability that LINE WORKS is not fully working.',
          one(verdict.service.pDown),
        )
      : '',
    gauge(
      'dotchi_component_condition',
      '1 for the condition that the component is in.',
      (verdict?.service.components ?? []).map((part) => ({
        labels: { component: part.component, condition: part.condition },
        value: 1,
      })),
    ),
  ].join('')
}

function viewerMetrics(verdict: Edition['verdict'], now: number): string {
  const viewers = verdict?.viewers ?? []
  return [
    gauge(
      'dotchi_viewer_condition',
      '1 for the condition seen from the vantage.',
      viewers.flatMap(({ vantage, condition }) =>
        VIEWER_CONDITIONS.map((name) => ({ labels: { vantage, condition: name }, value: name === condition ? 1 : 0 })),
      ),
    ),
    gauge(
      'dotchi_viewer_last_seen_age_seconds',
      'Age of the newest observation from the vantage.',
      viewers.flatMap(({ vantage, lastSeenAt }) =>
        lastSeenAt === null ? [] : [{ labels: { vantage }, value: seconds(now - lastSeenAt) }],
      ),
    ),
  ].join('')
}

function lookMetrics({ latest }: Edition, now: number): string {
  const looks = latest.filter((look) => look.outcome !== 'skipped')
  const labelsOf = (look: (typeof looks)[number]): Labels => ({
    target: look.target,
    kind: look.kind,
    vantage: look.vantage,
    via: look.via,
    family: look.family,
    resolver: look.resolver,
  })
  return [
    gauge(
      'dotchi_look_passed',
      '1 where the newest look passed, 0 where it failed.',
      looks.map((look) => ({ labels: labelsOf(look), value: look.outcome === 'passed' ? 1 : 0 })),
    ),
    gauge(
      'dotchi_look_duration_seconds',
      'How long the newest look took.',
      looks.map((look) => ({ labels: labelsOf(look), value: look.tookMs / 1000 })),
    ),
    gauge(
      'dotchi_look_age_seconds',
      'Age of the newest look.',
      looks.map((look) => ({ labels: labelsOf(look), value: seconds(now - look.at) })),
    ),
  ].join('')
}
