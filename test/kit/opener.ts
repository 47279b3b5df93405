import { createPasswordOpener, type PasswordOpener } from '#domain/proof/credential/password-opener.ts'
import { createCoreQueue } from '#platform/core-queue.ts'
import type { App } from '#server/app.ts'

/** By the key that opens. Their threads keep no process alive. */
const openers = new Map<string, PasswordOpener>()

/** Has passwords opened by the threads of the worlds before: to start one takes a tenth of a second, and most worlds open a few. */
export function shareOpener({ domain: { ports } }: App): void {
  const { transport } = ports.keys
  const opener = openers.get(transport.publicPem) ?? createPasswordOpener(transport, createCoreQueue())
  openers.set(transport.publicPem, opener)
  // One of the world's own, for tests that count what it opens.
  ports.opener = { open: opener.open, close: ports.opener.close }
}
