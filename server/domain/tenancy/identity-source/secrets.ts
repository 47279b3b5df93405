import { isObject } from '#domain/shape/kind.ts'
import type { ConnectionFields } from './source.ts'

/** Stands for a secret that is there. Sent back unchanged, it leaves the secret as it is. */
const mask = '********'

const secretName =
  /(secret|secret_?key|password|passwd|passphrase|private_?key|access_?key|aes_?key|api_?key|credentials?|token)$/i

function isSecret(name: string, value: unknown): boolean {
  if (typeof value !== 'string' || value === '') return false
  return secretName.test(name) || value.includes('PRIVATE KEY-----')
}

/** The fields with `mask` in the place of every secret, at any depth. */
export function maskSecrets(fields: ConnectionFields): ConnectionFields {
  return mapFields(fields, (name, value) => (isSecret(name, value) ? mask : value))
}

/** New fields as they are to be stored: what comes back masked is what it was before. */
export function unmaskSecrets(fields: ConnectionFields, former: ConnectionFields): ConnectionFields {
  const kept = Object.entries(fields).map(([name, value]) => {
    const before = Object.hasOwn(former, name) ? former[name] : undefined
    if (value === mask && before !== undefined) return [name, before]
    return [name, isObject(value) ? unmaskSecrets(value, isObject(before) ? before : {}) : value]
  })
  return Object.fromEntries(kept)
}

function mapFields(fields: ConnectionFields, change: (name: string, value: unknown) => unknown): ConnectionFields {
  const changed = (name: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item) => changed(name, item))
    return isObject(value) ? mapFields(value, change) : change(name, value)
  }
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, changed(name, value)]))
}
