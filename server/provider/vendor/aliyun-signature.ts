import { createHmac } from 'node:crypto'

/** RFC 3986 percent-encoding: everything but `A-Z a-z 0-9 - _ . ~`. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/**
 * Alibaba Cloud's RPC signature, version 1.0: HMAC-SHA1 under the secret and an ampersand, over the method, the encoded
 * root path and the encoded query of all parameters in byte order. https://help.aliyun.com/document_detail/29442.html
 */
export function signRpc(method: 'GET' | 'POST', params: Record<string, string>, secret: string) {
  const names = Object.keys(params).sort()
  const query = names.map((name) => `${encode(name)}=${encode(params[name] as string)}`).join('&')
  const signature = createHmac('sha1', `${secret}&`)
    .update(`${method}&%2F&${encode(query)}`)
    .digest('base64')
  return { query, signature }
}

export interface RpcCall {
  action: string
  version: string
  accessKeyId: string
  nonce: string
  at: Date
  params: Record<string, string>
}

/** The form of a signed POST: what every call carries, its own parameters, and the signature over all of them. */
export function signedForm({ action, version, accessKeyId, nonce, at, params }: RpcCall, secret: string): string {
  const all = {
    ...params,
    AccessKeyId: accessKeyId,
    Action: action,
    Format: 'JSON',
    SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: nonce,
    SignatureVersion: '1.0',
    Timestamp: at.toISOString().replace(/\.\d+Z$/, 'Z'),
    Version: version,
  }
  const { query, signature } = signRpc('POST', all, secret)
  return `${query}&Signature=${encodeURIComponent(signature)}`
}
