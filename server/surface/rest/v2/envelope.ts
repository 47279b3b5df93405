import { say } from '@menshen/contract/errors'
import { type Envelope, refusalKeys, succeeded, successKeys } from '../engine/envelope.ts'

const { code, message, statusCode, requestId } = successKeys

/** `{code, message, data}`, and what some of the official clients look at instead: `statusCode`. */
export const envelope = {
  success: (data, { language, requestId }, saying = succeeded) => ({
    code: 200 as const,
    message: saying[language],
    data: data ?? null,
    statusCode: 200,
    requestId,
  }),
  refusal: (refusal, { language, requestId }) => ({
    code: refusal.code,
    message: say(refusal.code, language, refusal),
    data: refusal.data,
    statusCode: refusal.status,
    apiCode: refusal.code,
    requestId,
  }),
  described: { success: (data) => ({ code, message, data, statusCode, requestId }), refusal: refusalKeys },
} satisfies Envelope
