import { setTimeout as wait } from 'node:timers/promises'

/** Asks again until there is an answer; what `ask` throws is passed on. Rejects after `limitMs`. */
export async function until<T>(
  ask: () => T | Promise<T>,
  limitMs = 30_000,
): Promise<Exclude<T, undefined | null | false>> {
  const deadline = Date.now() + limitMs
  for (;;) {
    const answer = await ask()
    if (answer) return answer as Exclude<T, undefined | null | false>
    if (Date.now() > deadline) throw new Error(`it did not happen within ${limitMs / 1000} s`)
    await wait(5)
  }
}
