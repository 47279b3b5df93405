import { fileURLToPath } from 'node:url'
import type { FileStorage } from '#domain/people/file/file-storage.ts'
import { createLocalStorage } from './local-directory.ts'
import { createS3Storage, type S3Config } from './s3.ts'

/**
 * `file:///var/lib/menshen/files`, or `s3://<key id>:<secret>@<endpoint>/<bucket>/<prefix>` with `region` (us-east-1),
 * `style=virtual` and `tls=off` behind a question mark. Throws an `Error` that repeats nothing of the address.
 */
export function makeStorage(address: string): FileStorage {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url?.protocol === 'file:' && url.host === '') return createLocalStorage(fileURLToPath(url))
  if (url?.protocol === 's3:') return createS3Storage(readS3(url))
  throw new Error('it must begin with file:/// or s3://')
}

function readS3(url: URL): S3Config {
  const [bucket, ...prefix] = decodeURIComponent(url.pathname).split('/').filter(Boolean)
  const [accessKeyId, secretAccessKey] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
  if (!accessKeyId || !secretAccessKey) throw new Error('it must name an access key and its secret')
  if (!url.host || !bucket) throw new Error('it must name an endpoint and a bucket')
  return {
    endpoint: `${url.searchParams.get('tls') === 'off' ? 'http' : 'https'}://${url.host}`,
    bucket,
    prefix: prefix.map((part) => `${part}/`).join(''),
    region: url.searchParams.get('region') ?? 'us-east-1',
    accessKeyId,
    secretAccessKey,
    virtualHost: url.searchParams.get('style') === 'virtual',
  }
}
