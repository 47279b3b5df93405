import type { Operation, Request } from './operation.ts'

export interface Answer {
  status: number
  /** 200 or that of the refusal. */
  code: number
  text: string
  /** What a refusal says to people; empty for any other answer. */
  refusal: string
  headers: Headers
}

/** Sends a request to an operation and gives the answer as it came. */
export async function speak(
  origin: string,
  operation: Operation,
  request: Request,
  headers: Record<string, string>,
): Promise<Answer> {
  const { method, path, body } = operation.encode(request)
  const isForm = body instanceof FormData
  const init = {
    method,
    redirect: 'manual' as const,
    headers: { ...(!isForm && { 'content-type': 'application/json' }), 'x-authing-lang': 'en-US', ...headers },
    ...(method !== 'GET' && { body: isForm ? body : JSON.stringify(body) }),
  }
  const response = await fetch(origin + path, init)
  const text = await response.text()
  const { code, message } = outcomeIn(text, response.status)
  return { status: response.status, code, text, refusal: code === 200 ? '' : message, headers: response.headers }
}

function outcomeIn(text: string, status: number): { code: number; message: string } {
  const body = parse(text)
  const refusal = body?.errors?.[0]?.message
  if (refusal) return refusal
  const { code, message = '' } = body ?? {}
  return typeof code === 'number' && body && 'requestId' in body ? { code, message } : { code: status, message: '' }
}

interface Body {
  code?: number
  message?: string
  requestId?: string
  errors?: { message: { code: number; message: string } }[]
}

function parse(text: string): Body | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
