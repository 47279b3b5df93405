import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest()

/** Registered at the root: a bucket may be started inside any hook. */
const closers: (() => Promise<unknown>)[] = []
after(async () => {
  for (const close of closers) await close()
})

export interface TestBucket {
  /** For `STORAGE_URL`. */
  address(secret?: string): string
  files: Map<string, { bytes: Buffer; type: string | undefined }>
  /** Answers every further request with this status, 0 for as it should be. */
  fail(status: number): void
}

const accessKeyId = 'TESTKEY'
const rightSecret = 'a secret/with+signs'
const region = 'test-1'

/**
 * A bucket that believes a request by nothing but AWS Signature Version 4 (Signature Version 4 signing process, "Create a
 * signed AWS API request"), computed here from the specification, and by the hash of the body.
 */
export async function startS3(): Promise<TestBucket> {
  const files: TestBucket['files'] = new Map()
  let failure = 0
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const end = (status: number, bytes?: Buffer) => response.writeHead(status).end(bytes)
    if (failure) return void end(failure)
    if (!isSigned(request, body)) return void end(403)
    const name = decodeURIComponent(request.url ?? '')
    if (request.method === 'PUT') files.set(name, { bytes: body, type: request.headers['content-type'] })
    if (request.method === 'DELETE') return void end(files.delete(name) ? 204 : 404)
    const file = files.get(name)
    return void (file ? end(200, request.method === 'GET' ? file.bytes : undefined) : end(404))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  const { port } = server.address() as AddressInfo
  return {
    files,
    fail: (status) => {
      failure = status
    },
    address: (secret = rightSecret) =>
      `s3://${accessKeyId}:${encodeURIComponent(secret)}@127.0.0.1:${port}/pictures/of/people?region=${region}&tls=off`,
  }
}

function isSigned({ method, url = '', headers }: IncomingMessage, body: Buffer): boolean {
  const signed =
    /^AWS4-HMAC-SHA256 Credential=TESTKEY\/(\d{8})\/test-1\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    )
  const [, day = '', names = '', signature] = signed ?? []
  const bodyHash = String(headers['x-amz-content-sha256'])
  const at = String(headers['x-amz-date'])
  const required = ['host', 'x-amz-content-sha256', 'x-amz-date']
  if (!signed || bodyHash !== sha256(body) || !required.every((name) => names.split(';').includes(name))) return false
  if (!at.startsWith(day) || Math.abs(Date.now() - moment(at)) > 900_000) return false
  const canonicalHeaders = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`)
  const [path, query = ''] = url.split('?')
  const canonical = [method, path, query, canonicalHeaders.join(''), names, bodyHash].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const key = [day, region, 's3', 'aws4_request'].reduce<Buffer | string>(
    (key, part) => hmac(key, part),
    `AWS4${rightSecret}`,
  )
  return hmac(key, ['AWS4-HMAC-SHA256', at, scope, sha256(canonical)].join('\n')).toString('hex') === signature
}

/** `20210503T000000Z` */
function moment(basic: string): number {
  return Date.parse(basic.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
}
