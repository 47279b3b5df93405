import { type Code, type Language, Refusal, say } from '@menshen/contract/errors'
import { GraphQLError } from 'graphql'
import { inChinese } from './chinese-faults.ts'

/** Official clients read `message` as an object; strict GraphQL tools need the text there, and read `extensions`. */
export type ErrorEntry = {
  message: { code: Code; message: string; data: unknown } | string
  locations?: readonly { line: number; column: number }[]
  path?: readonly (string | number)[]
  extensions: { code: Code | 'INTERNAL_SERVER_ERROR'; data?: unknown }
}

export type Manner = { language: Language; strictErrors?: boolean }

/** The outcome that an error of either engine stands for. Whatever is nobody's refusal goes to `crashed`, and is 1000. */
export function toRefusal(error: unknown, crashed: (error: unknown) => void): Refusal {
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error
  if (cause instanceof Refusal) return cause
  if (cause instanceof GraphQLError && isCallersFault(cause)) return invalidRequest(cause.message)
  crashed(cause)
  return new Refusal(1000)
}

/** The refusal for what is wrong with the request itself: 400 with the detail, in English until it is rendered. */
export const invalidRequest = (detail: string) => new Refusal(400, { variant: 'graphql', values: { detail } })

/** One entry of `errors`. `at` gives the place, when there is one. */
export function renderError(refusal: Refusal, { language, strictErrors }: Manner, at?: GraphQLError): ErrorEntry {
  const { code, data } = refusal
  const message = say(code, language, inLanguage(refusal, language))
  return {
    message: strictErrors ? message : { code, message, data },
    ...(at?.locations && { locations: at.locations.map(({ line, column }) => ({ line, column })) }),
    ...(at?.path && { path: at.path }),
    extensions: strictErrors ? { code, data } : { code: 'INTERNAL_SERVER_ERROR' },
  }
}

function inLanguage({ variant, values }: Refusal, language: Language) {
  if (variant !== 'graphql' || language !== 'zh-CN') return { variant, values }
  return { variant, values: { detail: inChinese(String(values?.detail)) } }
}

// A variable may be null where its default would do, and only execution finds that the argument may not be (6.4.1).
// Both engines word it this way; any other GraphQLError at that stage is about an answer that a row made.
const isCallersFault = ({ message }: GraphQLError) => /^Argument "\w+" of (required|non-null) type /.test(message)
