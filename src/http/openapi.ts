import { z } from 'zod'
import { ROUTES, type Route } from './routes.ts'

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    requestId: z.string().describe('Names this request in the log'),
    mistakes: z.array(z.object({ parameter: z.string(), message: z.string() })).optional(),
  })
  .describe('RFC 9457')

type Json = Readonly<Record<string, unknown>>

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io })
  return rest
}

const parametersOf = (route: Route): readonly Json[] => {
  if (!route.query) return []
  const { properties = {}, required = [] } = schemaOf(route.query.schema, 'input') as {
    properties?: Record<string, Json>
    required?: readonly string[]
  }
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description ? { description } : {}),
    schema,
  }))
}

const STATUS_WORDS: Readonly<Record<number, string>> = {
  400: 'The query has mistakes; each is named',
  404: 'No such site',
  405: 'Another method than GET or HEAD',
  500: 'A mistake of Dotchi; the body carries a request id only',
  503: 'No fresh information, or the store does not answer',
}

const answersOf = (route: Route): Json => {
  const mediaType = route.answer.type.split(';')[0] as string
  const content = { [mediaType]: route.answer.schema ? { schema: schemaOf(route.answer.schema, 'output') } : {} }
  const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
  const ownBody = (status: number) => status === 503 && route.id === 'ready'
  const drawn = (status: number) => status === 404 && route.id === 'badge'
  return Object.fromEntries([
    ['200', { description: route.summary.en, content }],
    ...(route.hot ? [['304', { description: 'Unchanged (If-None-Match)' }]] : []),
    ...[...route.problems, 405, 500].map((status) => [
      String(status),
      { description: STATUS_WORDS[status], content: ownBody(status) || drawn(status) ? content : problem },
    ]),
  ])
}

/** The OpenAPI 3.1 document of the route table. */
export function openApiOf(version: string, routes: readonly Route[] = ROUTES): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Dotchi',
      version,
      description: 'Is it me, our network, or LINE WORKS? Instants are ISO 8601 with offset.',
    },
    paths: Object.fromEntries(
      routes.map((route) => [
        route.path,
        {
          get: {
            operationId: route.id,
            summary: route.summary.en,
            'x-summary-ja': route.summary.ja,
            'x-access': route.access,
            parameters: parametersOf(route),
            responses: answersOf(route),
          },
        },
      ]),
    ),
    components: { schemas: { Problem: schemaOf(problemSchema, 'output') } },
  }
}
