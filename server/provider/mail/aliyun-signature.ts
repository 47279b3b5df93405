import { createHmac } from 'node:crypto'

/**
 * Signs the parameters of a call in the RPC style of Aliyun, version 1.0: HMAC-SHA1 over the method, the path and the sorted
 * parameters, each percent-encoded as in RFC 3986. https://help.aliyun.com/document_detail/29442.html
 */
export function signAliyun(method: 'GET' | 'POST', parameters: Record<string, string>, secret: string): string {
  const sorted = Object.keys(parameters).sort()
  const query = sorted.map((name) => `${encoded(name)}=${encoded(parameters[name] as string)}`).join('&')
  return createHmac('sha1', `${secret}&`)
    .update(`${method}&${encoded('/')}&${encoded(query)}`)
    .digest('base64')
}

// encodeURIComponent leaves these five, which RFC 3986 reserves.
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}
