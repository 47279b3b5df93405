import type { Question } from '../verb.ts'
import type { UserPool } from './user-pool.ts'

/** The pool itself, with its secrets: for whoever holds one of them already. */
export const getPool: Question<object, UserPool> = {
  name: 'pool.get',
  admits: 'manager',
  answer: ({ pool }) => pool,
}
