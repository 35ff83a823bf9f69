import { z } from 'zod'
import type { Route } from './route.ts'
import { ROUTES } from './routes.ts'

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

const PLACE = /:([A-Za-z]+)/g

const parametersOf = (route: Route): readonly Json[] => [
  ...[...route.path.matchAll(PLACE)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  })),
  ...queryParametersOf(route),
]

const queryParametersOf = (route: Route): readonly Json[] => {
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
  400: 'The query or the body has mistakes; each is named',
  401: 'No token, a wrong one, or one that was revoked',
  403: 'Sent by a page of another site, or with a signature that does not fit or is too old',
  404: 'No such thing',
  405: 'Another method than those described here',
  409: 'It was dealt with already',
  413: 'The body is too large',
  415: 'The body is of another type than the one described here',
  429: 'Too many requests; Retry-After says when to come back',
  500: 'A mistake of Dotchi; the body carries a request id only',
  502: 'Another server (LINE WORKS) did not give what is needed',
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

const operationOf = (route: Route): Json => ({
  operationId: route.id,
  summary: route.summary.en,
  'x-summary-ja': route.summary.ja,
  'x-access': route.access,
  ...(route.access === 'public' ? {} : { security: [{ [route.access]: [] }] }),
  parameters: parametersOf(route),
  ...(route.body && {
    requestBody: {
      required: true,
      content: {
        [route.body.isForm ? 'application/x-www-form-urlencoded' : 'application/json']: {
          schema: schemaOf(route.body.schema, 'input'),
        },
      },
    },
  }),
  responses: answersOf(route),
})

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
      [...Map.groupBy(routes, ({ path }) => path)].map(([path, own]) => [
        path.replaceAll(PLACE, '{$1}'),
        Object.fromEntries(own.map((route) => [route.method.toLowerCase(), operationOf(route)])),
      ]),
    ),
    components: {
      schemas: { Problem: schemaOf(problemSchema, 'output') },
      securitySchemes: {
        agent: { type: 'http', scheme: 'bearer', description: 'The token of an agent' },
        desk: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token of the help desk (tokens.desk), or of the administrator',
        },
        admin: { type: 'http', scheme: 'bearer', description: 'The token of the administrator (tokens.admin)' },
      },
    },
  }
}
