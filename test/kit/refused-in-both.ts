import assert from 'node:assert/strict'
import { type Code, say } from '@menshen/contract/errors'
import { type Outcome, refused, type Speaking } from './wire.ts'

type Provoke = (speaking: Speaking) => Promise<Outcome>

/** Asserts that something is refused with a code, in the words of the catalogue, in both languages; what `read` reads stays as it was. */
export function refusesInBoth(read: () => Promise<string> = async () => '') {
  return async (code: Code, provoke: Provoke, variant?: string): Promise<void> => {
    const before = await read()
    for (const lang of ['zh-CN', 'en-US'] as const) {
      const outcome = await provoke({ lang })
      refused(outcome, code)
      assert.equal(outcome.message, say(code, lang, variant ? { variant } : {}))
    }
    assert.equal(await read(), before, 'nothing has changed')
  }
}
