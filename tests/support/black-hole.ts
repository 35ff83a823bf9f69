import { createConnection, type Socket } from 'node:net'
import { Worker } from 'node:worker_threads'

/** A port that swallows connections: the kernel drops each SYN, as a firewall does. */
export interface BlackHole extends AsyncDisposable {
  readonly port: number
  /** Lets connections through from now on (the next SYN of a waiting one comes within seconds). */
  open(): void
}

/** Listens, then holds its thread, so that nothing is ever accepted until the gate opens. */
const LISTENER = `
  const { workerData, parentPort } = require('node:worker_threads')
  const server = require('node:net').createServer((socket) => socket.on('error', () => {}).resume())
  server.listen({ port: 0, host: '0.0.0.0', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port)
    Atomics.wait(new Int32Array(workerData), 0, 0)
  })
`

/** Opens a black hole on all of 127.0.0.0/8. */
export async function openBlackHole(): Promise<BlackHole> {
  const gate = new SharedArrayBuffer(4)
  const worker = new Worker(LISTENER, { eval: true, workerData: gate })
  const port = await new Promise<number>((resolve, reject) => worker.once('message', resolve).once('error', reject))
  const fillers = await fill(port)
  const open = () => {
    Atomics.store(new Int32Array(gate), 0, 1)
    Atomics.notify(new Int32Array(gate), 0)
  }
  return {
    port,
    open,
    async [Symbol.asyncDispose]() {
      for (const socket of fillers) socket.destroy()
      open()
      await worker.terminate()
    },
  }
}

/** Connects until the queue of the listener is full: the first that hangs shows that it is. */
async function fill(port: number): Promise<Socket[]> {
  const fillers: Socket[] = []
  for (;;) {
    const socket = createConnection({ host: '127.0.0.1', port }).on('error', () => {})
    fillers.push(socket)
    const isThrough = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), 400)
      socket.once('connect', () => {
        clearTimeout(timer)
        resolve(true)
      })
    })
    if (!isThrough) return fillers
    if (fillers.length > 20) throw new Error('this kernel accepts connections beyond the backlog: no black hole here')
  }
}
