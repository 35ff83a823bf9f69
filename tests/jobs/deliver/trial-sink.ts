import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/**
 * A mail server and a webhook's far side, in a process of their own. Tells every message that it took for good, by its
 * id: `got mail ID`, `got hook ID`. Of so many letters one is put off with 451 or 503 (first argument; 0: none).
 */
const refuseEach = Number(process.argv[2] ?? 0)
const seen = { mail: 0, hook: 0 }
const isPutOff = (way: keyof typeof seen) => {
  seen[way] += 1
  return refuseEach > 0 && seen[way] % refuseEach === 0
}
const got = (way: keyof typeof seen, id: string) => process.stdout.write(`got ${way} ${id}\n`)

const mail = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  closeTimeout: 100,
  onMailFrom(_address, _session, done) {
    done(isPutOff('mail') ? Object.assign(new Error('4.3.2 come again'), { responseCode: 451 }) : null)
  },
  onData(stream, _session, done) {
    let head = ''
    stream.on('data', (chunk: Buffer) => {
      if (head.length < 8_000) head += chunk.toString('latin1')
    })
    stream.on('end', () => {
      got('mail', /^subject:.*\b(r\d+-\S+)/im.exec(head)?.[1] ?? 'nameless')
      done()
    })
  },
})
// A client that is killed hangs up in the middle.
mail.on('error', () => {})

const hook = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('error', () => {})
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    if (isPutOff('hook')) return void response.writeHead(503, { 'retry-after': '1' }).end()
    const { data } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { data: { id: string } }
    got('hook', data.id)
    response.writeHead(204).end()
  })
})

await new Promise<void>((resolve) => mail.listen(0, '127.0.0.1', resolve))
await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve))
const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port
process.stdout.write(`ports ${portOf(mail.server)} ${portOf(hook)}\n`)
