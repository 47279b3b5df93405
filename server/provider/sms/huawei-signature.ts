import { createHash, createHmac } from 'node:crypto'

export interface SdkRequest {
  method: 'GET' | 'POST'
  path: string
  /** Encoded, its parameters in byte order. */
  query?: string
  /** What is signed: names in lower case, in byte order. `x-sdk-date` must be among them. */
  headers: Record<string, string>
  body: string
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

/** Huawei Cloud's API signature (SDK-HMAC-SHA256) as the value of the Authorization header. */
export function signSdk(key: string, secret: string, { method, path, query = '', headers, body }: SdkRequest): string {
  const signedHeaders = Object.keys(headers).join(';')
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value.trim()}\n`)
  // The signed path always ends in a slash, also where the requested one does not.
  const signedPath = path.endsWith('/') ? path : `${path}/`
  const canonical = [method, signedPath, query, lines.join(''), signedHeaders, hash(body)].join('\n')
  const signature = createHmac('sha256', secret)
    .update(`SDK-HMAC-SHA256\n${headers['x-sdk-date']}\n${hash(canonical)}`)
    .digest('hex')
  return `SDK-HMAC-SHA256 Access=${key}, SignedHeaders=${signedHeaders}, Signature=${signature}`
}
