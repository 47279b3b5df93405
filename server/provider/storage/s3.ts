import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import type { FileStorage } from '#domain/people/file/file-storage.ts'

export interface S3Config {
  /** Of the service, e.g. `https://s3.eu-central-1.amazonaws.com`. */
  endpoint: string
  bucket: string
  /** Put before every name; with a slash at its end, or empty. */
  prefix: string
  region: string
  accessKeyId: string
  secretAccessKey: string
  /** Whether the bucket is the first label of the host instead of the first part of the path. */
  virtualHost: boolean
}

const timeoutMs = 10_000

/** A bucket of Amazon S3, or of anything that speaks its REST API and Signature Version 4. */
export function createS3Storage(config: S3Config): FileStorage {
  const { accessKeyId, secretAccessKey, region, prefix } = config
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 2 })
  const base = addressOf(config)

  async function send(method: string, name: string, body?: Buffer, type?: string): Promise<Response> {
    const response = await client.fetch(`${base}/${encodeURI(prefix + name)}`, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'x-amz-content-sha256': createHash('sha256')
          .update(body ?? '')
          .digest('hex'),
        ...(type && { 'content-type': type }),
      },
      ...(body && { body: new Uint8Array(body) }),
    })
    if (response.ok || response.status === 404) return response
    // The answer may repeat what was signed, so only its number is told.
    await response.body?.cancel()
    throw new Error(`the file storage answered ${method} with status ${response.status}`)
  }

  return {
    async put(name, bytes, type) {
      const response = await send('PUT', name, bytes, type)
      await response.body?.cancel()
      if (response.status === 404) throw new Error('the file storage has no such bucket')
    },
    async get(name) {
      const response = await send('GET', name)
      if (response.status !== 404) return Buffer.from(await response.arrayBuffer())
      await response.body?.cancel()
      return null
    },
    async delete(name) {
      const response = await send('DELETE', name)
      await response.body?.cancel()
    },
  }
}

function addressOf({ endpoint, bucket, virtualHost }: S3Config): string {
  if (!virtualHost) return `${endpoint}/${bucket}`
  const { protocol, host } = new URL(endpoint)
  return `${protocol}//${bucket}.${host}`
}
