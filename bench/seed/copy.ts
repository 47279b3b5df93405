import type { Writable } from 'node:stream'
import type { Client } from 'pg'

/** What the driver calls on a connection while a statement of its own runs; see `pg/lib/query.js`. */
interface Wire {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(message: string): void
  stream: Writable
}

const chunkSize = 65_536

/** Sends rows through COPY (text format), as fast as the server takes them. */
export function copyRows(client: Client, table: string, columns: string[], rows: Iterable<unknown[]>): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | undefined
    client.query({
      submit: (wire: Wire) => wire.query(`COPY ${table} (${columns.join(', ')}) FROM STDIN`),
      handleCopyInResponse: (wire: Wire) =>
        void send(wire, rows).catch((error: Error) => wire.sendCopyFail(error.message)),
      handleError: (error: Error) => {
        failure = error
      },
      handleReadyForQuery: () => (failure ? reject(failure) : resolve()),
      handleCommandComplete() {},
      handleRowDescription() {},
      handleDataRow() {},
      handlePortalSuspended() {},
      handleEmptyQuery() {},
      handleCopyData() {},
    } as never)
  })
}

async function send(wire: Wire, rows: Iterable<unknown[]>): Promise<void> {
  let text = ''
  for (const row of rows) {
    text += `${row.map(field).join('\t')}\n`
    if (text.length < chunkSize) continue
    wire.sendCopyFromChunk(Buffer.from(text))
    text = ''
    if (wire.stream.writableNeedDrain) await new Promise<void>((drained) => void wire.stream.once('drain', drained))
  }
  if (text) wire.sendCopyFromChunk(Buffer.from(text))
  wire.endCopyFrom()
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function field(value: unknown): string {
  if (value === null) return '\\N'
  const text = typeof value === 'object' && !(value instanceof Date) ? JSON.stringify(value) : String(value)
  const plain = value instanceof Date ? value.toISOString() : text
  return plain.replace(/[\\\t\n\r]/g, (sign) => escapes[sign] ?? '')
}
