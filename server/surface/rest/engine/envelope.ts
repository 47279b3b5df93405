import type { Language, Refusal } from '@menshen/contract/errors'
import type { JsonObject } from './openapi/json-schema.ts'

/** What a successful answer says, where the recorded service says more than 操作成功. */
export type Saying = Record<Language, string>

export const succeeded: Saying = { 'zh-CN': '操作成功', 'en-US': 'OK' }

export interface Answering {
  /** Of the caller. */
  language: Language
  requestId: string
}

/** The form in which a door says how it went. The HTTP status is 200 all the same: official clients take any other for a broken network. */
export interface Envelope {
  success(data: unknown, answering: Answering, saying?: Saying): object
  refusal(refusal: Refusal, answering: Answering): object
  /** Both as the document has them, key by key. */
  described: { success: (data: JsonObject) => Record<string, JsonObject>; refusal: Record<string, JsonObject> }
}

/** What an envelope may hold when all went well. */
export const successKeys = {
  code: { const: 200 },
  message: { type: 'string' },
  statusCode: { const: 200 },
  requestId: { type: 'string' },
} as const satisfies Record<string, JsonObject>

/** What an envelope may hold when nothing was done. */
export const refusalKeys = {
  code: { type: 'integer', not: { const: 200 }, description: 'Which outcome: see the page of error codes.' },
  message: { type: 'string', description: 'In the language of the caller.' },
  data: { type: ['object', 'null'], description: 'What goes with the outcome, such as the token of a next step.' },
  statusCode: { type: 'integer', description: 'The family of the outcome, as HTTP counts them.' },
  apiCode: { type: 'integer', description: 'The same as code.' },
  requestId: { type: 'string', description: 'Names the answer to the operator; also in the header x-request-id.' },
} as const satisfies Record<string, JsonObject>
