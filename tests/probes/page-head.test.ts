import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageHeadOf } from '../../src/probes/page-head.ts'

test('the words of the page come first, not its scripts and styles', () => {
  const page = `<html><head><!-- ${'x'.repeat(600)} --><style>${'y'.repeat(600)}</style>
<link rel="stylesheet" href="x"><title>アクセスが規制されています</title><SCRIPT>${'z'.repeat(600)}</SCRIPT ></head>
<body>  社内規定により  </body></html>`
  expect(pageHeadOf(page)).toBe(
    '<html><head> <title>アクセスが規制されています</title> </head> <body> 社内規定により </body></html>',
  )
})

test.each(['', '   \n', '<script>alert(1)</script>', '<style>never ended'])('nothing is left of %j', (body) =>
  expect(pageHeadOf(body)).toBeNull(),
)

test('law: one line of at most 512 characters without control characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (body) => {
      const head = pageHeadOf(body)
      return head === null || (head.length > 0 && head.length <= 512 && !/[\p{Cc}\n]/u.test(head))
    }),
  )
})
