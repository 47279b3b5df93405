import type { EntryProtocol } from './protocol.ts'

/** The entries of all protocols. */
export type Entries<Browser> = Pick<EntryProtocol<Browser>, 'find' | 'signedIn' | 'consented' | 'cancelled'>

/** An entry is found by the protocol that its id has the form of, and goes on by the one that it came by. */
export function createEntries<Browser>(protocols: readonly EntryProtocol<Browser>[]): Entries<Browser> {
  const byName = new Map(protocols.map((protocol) => [protocol.name, protocol]))
  if (byName.size < protocols.length) throw new Error('two protocols have one name')
  function protocolOf(name: string): EntryProtocol<Browser> {
    const protocol = byName.get(name)
    if (!protocol) throw new Error(`no protocol is called ${name}`)
    return protocol
  }
  return {
    async find(browser, id) {
      const entry = await protocols.find((protocol) => protocol.claims(id))?.find(browser, id)
      return entry ?? null
    },
    signedIn: (browser, entry, signedIn) => protocolOf(entry.protocol).signedIn(browser, entry, signedIn),
    consented: (browser, entry) => protocolOf(entry.protocol).consented(browser, entry),
    cancelled: (browser, entry) => protocolOf(entry.protocol).cancelled(browser, entry),
  }
}
