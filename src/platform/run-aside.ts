import { parentPort, Worker, workerData } from 'node:worker_threads'

/** How work in a thread of its own ended. */
export type Aside<Answer> =
  | { readonly kind: 'done'; readonly answer: Answer }
  /** It took too long, too much memory, or threw; in a system's words. */
  | { readonly kind: 'failed'; readonly detail: string }

export interface AsideOptions {
  /** It is ended after so long, wherever it is. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

/** The young thread has this much for itself, megabytes. */
const MOST_MEMORY_MB = 256

/**
 * Hands plain data to a module that runs in a thread of its own and calls `answerAside`, so that this thread stays free for
 * everybody else. Never rejects. `entry` names the module without its ending, beside the file that `from` names.
 */
export function runAside<Answer>(
  entry: string,
  from: string,
  data: unknown,
  { timeoutMs, signal }: AsideOptions,
): Promise<Aside<Answer>> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve({ kind: 'failed', detail: 'given up' })
    // The same module from its source and from what was built of it.
    const file = new URL(`${entry}${from.slice(from.lastIndexOf('.'))}`, from)
    const resourceLimits = { maxOldGenerationSizeMb: MOST_MEMORY_MB }
    const worker = new Worker(file, { workerData: data, resourceLimits, execArgv: [], stdout: true, stderr: true })
    const finish = (end: Aside<Answer>) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      resolve(end)
      void worker.terminate()
    }
    const onAbort = () => finish({ kind: 'failed', detail: 'given up' })
    const timer = setTimeout(() => finish({ kind: 'failed', detail: `not done after ${timeoutMs} ms` }), timeoutMs)
    signal?.addEventListener('abort', onAbort)
    worker.once('message', (answer: Answer) => finish({ kind: 'done', answer }))
    worker.once('error', (error) => finish({ kind: 'failed', detail: error.message }))
    worker.once('exit', (code) => finish({ kind: 'failed', detail: `ended with ${code}` }))
  })
}

/** In the module that runs aside: takes what was handed over, and hands back the answer. */
export async function answerAside(answer: (data: unknown) => unknown): Promise<void> {
  parentPort?.postMessage(await answer(workerData))
}
