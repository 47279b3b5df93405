import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { TransportKeys } from '#domain/tenancy/key/key-ring.ts'
import { type Asker, type CoreQueue, CoresBusy } from '#platform/core-queue.ts'

/** Decrypts passwords as clients send them, off the event loop and in the queue of the hashes. */
export interface PasswordOpener {
  /**
   * Null for what does not decrypt. While so many of one asker wait that others would be kept waiting, it is turned away
   * (`CoresBusy`).
   */
  open(encrypted: string, from?: Asker): Promise<string | null>
  close(): Promise<void>
}

/** Longer than anything that decrypts: base64 of an RSA block in lines, or SM2 with the longest password. */
const longest = 2_000
/** SM2 costs thirty times what RSA does. */
const mostOfOneAsker = 8

export function createPasswordOpener(
  { privateKey, sm2 }: Pick<TransportKeys, 'privateKey' | 'sm2'>,
  queue: CoreQueue,
): PasswordOpener {
  const idle: Worker[] = []
  const all = new Set<Worker>()
  const pending = new Map<string, number>()

  function start(): Worker {
    const workerData = { privateKey, sm2PrivateHex: sm2.privateHex }
    const worker = new Worker(new URL('./opening-thread.ts', import.meta.url), { workerData })
    worker.unref()
    all.add(worker)
    return worker
  }

  /** The queue lets in no more at once than there are cores, so there are no more threads than that. */
  async function openIn(worker: Worker, encrypted: string): Promise<string | null> {
    try {
      worker.postMessage(encrypted)
      const [plain] = (await once(worker, 'message')) as [string | null]
      idle.push(worker)
      return plain
    } catch (error) {
      all.delete(worker)
      void worker.terminate()
      throw error
    }
  }

  return {
    async open(encrypted, from = '') {
      if (encrypted.length > longest) return null
      const dear = encrypted.startsWith('sm2:')
      const name = typeof from === 'string' ? from : `known ${from.known}`
      const waiting = pending.get(name) ?? 0
      if (dear && waiting >= mostOfOneAsker) throw new CoresBusy()
      if (dear) pending.set(name, waiting + 1)
      try {
        return await queue.run(() => openIn(idle.pop() ?? start(), encrypted), from)
      } finally {
        if (dear) release(pending, name)
      }
    },
    async close() {
      await Promise.all([...all].map((worker) => worker.terminate()))
      all.clear()
    },
  }
}

function release(pending: Map<string, number>, from: string): void {
  const left = (pending.get(from) ?? 1) - 1
  if (left > 0) pending.set(from, left)
  else pending.delete(from)
}

/** The opener for one of those who take turns, unless another is named; asks `by` for it each time. */
export function openerFor(from: Asker, by: { readonly opener: PasswordOpener }): PasswordOpener {
  return { open: (encrypted, asker = from) => by.opener.open(encrypted, asker), close: () => by.opener.close() }
}
