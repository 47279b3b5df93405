// A server in a process of its own, for the tests to kill. Prints `ready <pid>` or the sentence of its StartError; with
// `write`, then the number of each row as soon as its insert is acknowledged.
import { writeSync } from 'node:fs'
import { Client } from 'pg'
import { readPackage } from './find-binaries.ts'
import { startEmbeddedPostgres } from './start.ts'

const order = JSON.parse(process.argv[2] ?? '{}') as { dataDir: string; write?: boolean; packageDirectory?: string }
const say = (line: string | number) => writeSync(1, `${line}\n`)
const log = { info() {}, warn() {}, error() {} }

try {
  const binaries = order.packageDirectory ? readPackage(order.packageDirectory) : undefined
  const server = await startEmbeddedPostgres({ dataDir: order.dataDir, log, binaries })
  process.once('SIGTERM', async () => {
    await server.stop()
    process.exit(0)
  })
  say(`ready ${server.pid}`)
  if (order.write) await write(server.connection)
  else setInterval(() => {}, 60_000)
} catch (error) {
  say((error as Error).message)
  process.exit(1)
}

async function write(connection: import('./shapes.ts').EmbeddedConnection): Promise<void> {
  const setup = new Client(connection)
  await setup.connect()
  await setup.query('create table if not exists kept (n bigint generated always as identity, filler text)')
  await Promise.all(Array.from({ length: 4 }, () => writeOn(new Client(connection))))
}

async function writeOn(client: Client): Promise<void> {
  client.on('error', () => {})
  await client.connect()
  for (;;) {
    const { rows } = await client.query("insert into kept (filler) values (repeat('x', 200)) returning n")
    say(rows[0].n)
  }
}
