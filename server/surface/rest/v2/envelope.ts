import { type Language, type Refusal, say } from '@menshen/contract/errors'
import type { Saying } from '../engine/row.ts'

const succeeded: Saying = { 'zh-CN': '操作成功', 'en-US': 'OK' }

/** A successful answer as the official clients read it: some look at `code`, some at `statusCode`. */
export function encodeSuccess(data: unknown, language: Language, requestId: string, saying = succeeded) {
  return { code: 200 as const, message: saying[language], data: data ?? null, statusCode: 200, requestId }
}

/** A refusal; the HTTP status is 200 all the same, because the clients take any other for a broken network. */
export function encodeRefusal(refusal: Refusal, language: Language, requestId: string) {
  return {
    code: refusal.code,
    message: say(refusal.code, language, refusal),
    data: refusal.data,
    statusCode: refusal.status,
    apiCode: refusal.code,
    requestId,
  }
}
