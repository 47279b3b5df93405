import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import { type Static, Type } from 'typebox'
import type { FileStorage } from '#domain/people/file/file-storage.ts'
import { defineProvider } from '../definition.ts'
import { address, flag, secret, text } from '../setting.ts'
import type { StorageDefinition } from './storage-definition.ts'

const settings = Type.Object({
  accessKeyId: text({ en: 'Id of the access key.', zh: '访问密钥 ID。', example: 'AKIAEXAMPLE' }),
  secretAccessKey: secret({ en: 'The other half of the key.', zh: '访问密钥的 Secret。', example: 'example-secret' }),
  endpoint: address({
    en: 'Address of the service; with `tls=off` it begins with http.',
    zh: '服务地址；`tls=off` 时以 http 开头。',
    example: 'https://s3.eu-central-1.amazonaws.com',
  }),
  bucket: text({ en: 'The bucket.', zh: '存储桶。', example: 'pictures' }),
  prefix: Type.Optional(
    text({ en: 'Put before every name.', zh: '加在每个文件名之前的前缀。', example: 'of/people/' }),
  ),
  region: Type.Optional(
    text({ en: 'Region; `us-east-1` when left out.', zh: '地域，默认 `us-east-1`。', example: 'eu-central-1' }),
  ),
  virtualHost: Type.Optional(
    flag({
      en: 'With `style=virtual` the bucket is the first label of the host instead of the first part of the path.',
      zh: '`style=virtual` 时以存储桶作为域名的第一段，而非路径的第一段。',
      example: false,
    }),
  ),
})

type S3Config = Static<typeof settings>

const timeoutMs = 10_000

/** A bucket of Amazon S3, or of anything that speaks its REST API and Signature Version 4. */
function createS3Storage(config: S3Config): FileStorage {
  const { accessKeyId, secretAccessKey, region = 'us-east-1', prefix = '' } = config
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

function readAddress(url: URL): { [Name in keyof S3Config]: S3Config[Name] | null } {
  const [bucket = null, ...prefix] = decodeURIComponent(url.pathname).split('/').filter(Boolean)
  return {
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
    endpoint: url.host && `${url.searchParams.get('tls') === 'off' ? 'http' : 'https'}://${url.host}`,
    bucket,
    prefix: prefix.map((part) => `${part}/`).join(''),
    region: url.searchParams.get('region'),
    virtualHost: url.searchParams.get('style') === 'virtual',
  }
}

export const definition: StorageDefinition = {
  ...defineProvider({
    kind: 's3',
    names: { en: 'Amazon S3, or whatever speaks it', zh: 'Amazon S3 及兼容的对象存储' },
    settings,
    make: createS3Storage,
  }),
  scheme: 's3:',
  form: 's3://<accessKeyId>:<secretAccessKey>@<host of endpoint>/<bucket>/<prefix>?region=<region>&style=virtual&tls=off',
  read: readAddress,
}
