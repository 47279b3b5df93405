import { connect, createServer, type Socket } from 'node:net'
import type { TestContext } from 'node:test'
import type { ClientConfig } from 'pg'

/** The line to a database, which a test can cut and mend. */
export interface DatabaseLine {
  connection: ClientConfig
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>
  mend(): Promise<void>
  /**
   * From now on nothing is heard from the database on connections that are open and whose application name, which a
   * client says first, has `name` in it: neither an answer nor an end.
   */
  silence(name: string): number
}

export async function layLine(t: TestContext, { host = '', port, ...rest }: ClientConfig): Promise<DatabaseLine> {
  const pairs = new Map<Socket, { far: Socket; hello: string }>()
  const server = createServer((near) => {
    const far = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(Number(port), host)
    const pair = { far, hello: '' }
    pairs.set(near, pair)
    near.once('data', (bytes) => {
      pair.hello = bytes.toString('latin1')
    })
    near.pipe(far).pipe(near)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const)
      one
        .on('error', () => other.destroy())
        .on('close', () => {
          other.destroy()
          pairs.delete(near)
        })
  })
  const listen = (at: number) => new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve))
  async function cut(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const [near, { far }] of pairs) {
      near.destroy()
      far.destroy()
    }
    await closed
  }
  await listen(0)
  t.after(() => (server.listening ? cut() : undefined))
  const address = server.address()
  const at = typeof address === 'object' && address ? address.port : 0
  return {
    connection: { ...rest, host: '127.0.0.1', port: at },
    cut,
    mend: () => listen(at),
    silence(name) {
      const chosen = [...pairs].filter(([, { hello }]) => hello.includes(name))
      for (const [near, { far }] of chosen) far.unpipe(near).resume()
      return chosen.length
    },
  }
}
