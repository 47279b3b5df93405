import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino'

export type Log = Logger

/** Names of fields whose values never reach the log, at any depth that our own code logs at. */
const secretFields = ['password', 'secret', 'token', 'authorization', 'cookie', 'code', 'accessToken', 'refreshToken']

/**
 * What errors carry of the data that they are about: the row or the key that PostgreSQL refused, the bytes that were no request,
 * an answer of somebody else. What went wrong is in the message, the code and the stack.
 */
const carried = ['detail', 'where', 'internalQuery', 'query', 'parameters', 'rawPacket', 'response', 'body']

/** Of a message or a stack: some repeat what they were given. */
const longest = 8_000

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const described: Record<string, unknown> = { ...stdSerializers.err(error) }
  for (const name of carried) delete described[name]
  for (const name of ['message', 'stack']) described[name] = String(described[name] ?? '').slice(0, longest)
  return described
}

export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    serializers: { err: describeError },
    redact: { paths: secretFields.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[secret]' },
  }
  return destination ? pino(options, destination) : pino(options)
}
