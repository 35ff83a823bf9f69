import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { z } from 'zod'
import { COMPONENTS } from '../../core/condition.ts'
import { LOCALES } from '../../core/locale.ts'
import type { Report } from '../../core/report.ts'
import { type McpDesk, McpMistake } from './mcp-desk.ts'

/** Takes an employee's word; handed in only where whoever asks may do so. */
export type TakeReport = (word: {
  readonly symptom: Report['symptom']
  readonly site: string | undefined
  readonly component: Report['component']
}) => Promise<string>

export interface McpServerOptions {
  readonly desk: McpDesk
  readonly version: string
  /** Left out: reports are not taken, and nobody is told that they could be. */
  readonly report?: TakeReport | null
}

const lang = z.enum(LOCALES).optional().describe('Language of the words; ja or en')
const site = z.string().max(100).optional().describe('Id of an office; LINE WORKS as a whole when left out')

const READING = { readOnlyHint: true, idempotentHint: true, openWorldHint: false, destructiveHint: false } as const

/** Builds a server of the Model Context Protocol with Dotchi's tools. This module loads the SDK: import it only where it is asked for. */
export function createMcpServer({ desk, version, report = null }: McpServerOptions): McpServer {
  const server = new McpServer(
    { name: 'dotchi', title: 'Dotchi (どっち)', version },
    {
      instructions:
        'Dotchi watches LINE WORKS from inside the company. Ask is_line_works_down first. "unknown" means that nobody knows: never tell people that all is well then. While LINE WORKS is down, nobody should reset a password or keep trying.',
    },
  )
  server.registerTool(
    'is_line_works_down',
    {
      title: 'Is LINE WORKS down? / LINE WORKS は落ちている？',
      description:
        'Whether LINE WORKS works now, as seen from the company: condition, since when, how sure, and what people should do. `down` is null where nobody knows.',
      inputSchema: { site, lang },
      annotations: READING,
    },
    (question) => told(() => desk.isDown(question)),
  )
  server.registerTool(
    'explain_verdict',
    {
      title: 'Why does it say so? / 判定の根拠',
      description: 'The evidence for and against the verdict, now or at a past moment, the heaviest first.',
      inputSchema: {
        site,
        at: z.string().max(60).optional().describe('A past instant, ISO 8601 or 9:05; now when left out'),
      },
      annotations: READING,
    },
    (question) => told(() => desk.explain(question)),
  )
  server.registerTool(
    'triage',
    {
      title: 'Somebody cannot log in / ログインできないときの切り分け',
      description:
        'From what somebody wrote about their trouble: the live verdict first, then the likeliest causes with the first step for each.',
      inputSchema: { text: z.string().min(1).max(4_000).describe('Their words, in Japanese or English'), lang },
      annotations: READING,
    },
    (question) => told(() => desk.triage(question)),
  )
  server.registerTool(
    'list_incidents',
    {
      title: 'Past and current incidents / 障害の履歴',
      description: 'Outages, troubles and maintenance of LINE WORKS that Dotchi saw, the newest first.',
      inputSchema: { limit: z.int().min(1).max(50).default(10) },
      annotations: READING,
    },
    (question) => told(() => desk.incidents(question)),
  )
  server.registerTool(
    'list_maintenances',
    {
      title: 'Announced maintenance / メンテナンスの予定',
      description:
        'Announced maintenance that runs or is to come. Look at `noticesAreRead` before you say that there is none.',
      annotations: READING,
    },
    () => told(() => desk.maintenances()),
  )
  if (report) registerReport(server, report)
  return server
}

function registerReport(server: McpServer, report: TakeReport): void {
  server.registerTool(
    'report',
    {
      title: 'Say whether LINE WORKS can be used / 利用者の報告',
      description:
        'Counts one employee’s own word towards the verdict. Only report what a person said about themselves just now.',
      inputSchema: {
        symptom: z.enum(['login', 'slow', 'error', 'other', 'works']).describe('`works`: they can use it'),
        site,
        component: z.enum(COMPONENTS).nullable().default(null),
      },
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    },
    (word) => told(async () => ({ result: await report({ ...word, site: word.site }) })),
  )
}

/** As text, which every client shows, and as structure, which programs read. What is wrong in the question is told; nothing else gets out. */
async function told(answer: () => Promise<Readonly<Record<string, unknown>>>) {
  try {
    const structuredContent = { ...(await answer()) }
    return { content: [{ type: 'text' as const, text: JSON.stringify(structuredContent) }], structuredContent }
  } catch (error) {
    const text = error instanceof McpMistake ? error.message : 'Dotchi cannot answer right now'
    return { isError: true, content: [{ type: 'text' as const, text }] }
  }
}
