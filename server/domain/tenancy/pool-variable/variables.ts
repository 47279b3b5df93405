import { refuse } from '@menshen/contract/errors'
import type { Question, Verb } from '#domain/shape/verb.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Reader } from '#platform/database/database.ts'
import { deleteVariable, lockVariableKeys, readVariables, type StoredVariable, saveVariable } from './variable-store.ts'

/** A name and any JSON value. */
export interface Variable {
  key: string
  value: unknown
}

/** Per pool. */
const most = 200
/** Characters of a value as JSON. */
const longest = 8_192
const purpose = 'pool_variable.value'

async function readAll(reader: Reader, seal: Seal, userPoolId: string): Promise<Variable[]> {
  const stored = await readVariables(reader, userPoolId)
  return stored.map(({ key, valueSealed }) => ({ key, value: JSON.parse(seal.open(purpose, valueSealed)) }))
}

/** All of the pool's variables, by name. */
export const listVariables: Question<object, Variable[]> = {
  name: 'pool-variable.list',
  admits: 'manager',
  answer: ({ reader, ports, pool }) => readAll(reader, ports.seal, pool.id),
}

/** Sets a variable and answers it. 400 for a name or value that cannot be, or when there are too many. */
export const setVariable: Verb<
  'pool-variable.set',
  Variable,
  Variable,
  { variable: Variable; stored: StoredVariable }
> = {
  name: 'pool-variable.set',
  admits: 'manager',
  emits: ['pool-variable.set'],
  prepare({ ports: { seal } }, { key, value }) {
    if (!/^[A-Za-z0-9_.-]{1,128}$/.test(key))
      refuse(400, { variant: 'signs', values: { field: 'key', min: 1, max: 128, signs: '_ . -' } })
    const text = JSON.stringify(value) ?? refuse(400, { variant: 'missing', values: { field: 'value' } })
    if (text.length > longest) refuse(400, { variant: 'long', values: { field: 'value', max: longest } })
    return { variable: { key, value }, stored: { key, valueSealed: seal.close(purpose, text) } }
  },
  async run({ tx, pool, now, emit }, { variable, stored }) {
    const keys = await lockVariableKeys(tx, pool.id)
    if (keys.length >= most && !keys.includes(stored.key))
      refuse(400, { variant: 'many', values: { field: 'env', max: most } })
    await saveVariable(tx, pool.id, stored, now)
    emit('pool-variable.set', { key: stored.key })
    return variable
  },
}

/** Removes a variable, whether or not it was there, and answers those that are left. */
export const removeVariable: Verb<'pool-variable.removed', { key: string }, Variable[], { key: string; seal: Seal }> = {
  name: 'pool-variable.remove',
  admits: 'manager',
  emits: ['pool-variable.removed'],
  prepare: ({ ports }, input) => ({ key: input.key, seal: ports.seal }),
  async run({ tx, pool, emit }, { key, seal }) {
    if (await deleteVariable(tx, pool.id, key)) emit('pool-variable.removed', { key })
    return readAll(tx, seal, pool.id)
  },
}
