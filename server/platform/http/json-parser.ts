import type { FastifyInstance } from 'fastify'
import { requireShallow } from '../bounded-json.ts'

type Poisoning = 'error' | 'remove'
type Parser = ReturnType<FastifyInstance['getDefaultJsonParser']>

/** The framework's reader of JSON bodies, which takes none that is nested without end. */
export function jsonParser(app: FastifyInstance, poisoning: Poisoning): Parser {
  const parse = app.getDefaultJsonParser(poisoning, poisoning)
  return (request, body, done) => {
    try {
      requireShallow(String(body))
    } catch (error) {
      return done(error as Error, undefined)
    }
    return parse(request, body, done)
  }
}
