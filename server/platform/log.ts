import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

/** Names of fields whose values never reach the log, at any depth that our own code logs at. */
const secretFields = ['password', 'secret', 'token', 'authorization', 'cookie', 'code', 'accessToken', 'refreshToken']

export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    redact: { paths: secretFields.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[secret]' },
  }
  return destination ? pino(options, destination) : pino(options)
}
