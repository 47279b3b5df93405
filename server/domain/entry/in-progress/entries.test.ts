import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createEntries } from './entries.ts'
import type { EntryInProgress } from './entry.ts'
import type { EntryProtocol } from './protocol.ts'

function protocol(name: string): EntryProtocol<string> {
  const entry = (id: string): EntryInProgress => ({
    id,
    protocol: name,
    applicationId: 'shop',
    needs: { step: 'sign-in' },
    userId: null,
    languages: null,
    loginHint: null,
    registers: false,
  })
  const end = async (browser: string, { id }: EntryInProgress) => `${name} ${browser} ${id}`
  return {
    name,
    claims: (id) => id.startsWith(name),
    find: async (_browser, id) => entry(id),
    signedIn: end,
    consented: end,
    cancelled: end,
  }
}

test('an entry is found by the protocol that claims its id, and goes on by the one that it came by', async () => {
  const entries = createEntries([protocol('a'), protocol('b')])
  const entry = (await entries.find('here', 'b1')) ?? assert.fail('none')
  assert.equal(entry.protocol, 'b')
  assert.equal(await entries.cancelled('here', entry), 'b here b1')
  assert.equal(await entries.find('here', 'c1'), null)
})

test('no two protocols have one name', () => {
  assert.throws(() => createEntries([protocol('a'), protocol('a')]), /one name/)
})
