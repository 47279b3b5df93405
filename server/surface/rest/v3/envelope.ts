import { say } from '@menshen/contract/errors'
import { type Envelope, refusalKeys, successKeys } from '../engine/envelope.ts'

/**
 * `{statusCode, message, data}`, as the clients of this generation read it, `apiCode` with a refusal; and `code` behind it, because
 * the clients of the generation before call some of these operations and look for that.
 */
export const envelope = {
  // These clients expect an empty text where there is nothing to say.
  success: (data, { language, requestId }, saying) => ({
    statusCode: 200,
    message: saying?.[language] ?? '',
    data: data ?? null,
    requestId,
    code: 200,
  }),
  refusal: (refusal, { language, requestId }) => ({
    statusCode: refusal.status,
    message: say(refusal.code, language, refusal),
    apiCode: refusal.code,
    requestId,
    data: refusal.data,
    code: refusal.code,
  }),
  described: {
    success: (data) => ({
      statusCode: successKeys.statusCode,
      message: successKeys.message,
      data,
      requestId: successKeys.requestId,
      code: {
        ...successKeys.code,
        description: 'The same as statusCode, for the clients of the generation before.',
      },
    }),
    refusal: {
      statusCode: refusalKeys.statusCode,
      message: refusalKeys.message,
      apiCode: { ...refusalKeys.apiCode, description: refusalKeys.code.description },
      requestId: refusalKeys.requestId,
      data: refusalKeys.data,
      code: {
        ...refusalKeys.code,
        description: 'The same as apiCode, for the clients of the generation before.',
      },
    },
  },
} satisfies Envelope
