import { refuse } from '@menshen/contract/errors'
import Type from 'typebox'
import { choiceOf } from '#domain/shape/choice.ts'
import { isOf, text, textOf } from '#domain/shape/kind.ts'
import { requireFew } from '#domain/shape/list.ts'
import { momentOf } from '#domain/shape/moment.ts'

/** What departments can be searched by, as it is called on the wire, and the column of it. */
const columns = {
  name: { column: 'name', operators: ['EQUAL', 'IN', 'CONTAINS'] },
  code: { column: 'code', operators: ['EQUAL', 'IN', 'CONTAINS'] },
  openDepartmentId: { column: 'open_id', operators: ['EQUAL', 'IN', 'CONTAINS'] },
  createdAt: { column: 'created_at', operators: ['EQUAL', 'GREATER', 'LESSER', 'BETWEEN'] },
  updatedAt: { column: 'updated_at', operators: ['EQUAL', 'GREATER', 'LESSER', 'BETWEEN'] },
} as const

const fieldNames = Object.keys(columns) as (keyof typeof columns)[]
type Operator = (typeof columns)[keyof typeof columns]['operators'][number]

/** As it comes from the wire. */
export interface ConditionInput {
  field: string
  operator: string
  /** A text, or a time in milliseconds since 1970; a list of those for IN, and of two for BETWEEN. */
  value?: unknown
}

export interface Condition {
  column: 'name' | 'code' | 'open_id' | 'created_at' | 'updated_at'
  /** GREATER and LESSER take the value itself too, and so does BETWEEN. */
  operator: Operator
  /** One, but for IN and BETWEEN. */
  values: string[] | Date[]
}

const Moment = Type.Union([text, Type.Number()])

const mostConditions = 20
const mostValues = 100

/** 400 for a field or an operator that there is not, or a value that does not fit, by its name. */
export function parseConditions(conditions: readonly ConditionInput[]): Condition[] {
  requireFew(conditions, 'advancedFilter', mostConditions)
  return conditions.map(({ field, operator, value }) => {
    const { column, operators } = columns[choiceOf(field, 'field', fieldNames)]
    const chosen: Operator = choiceOf<Operator>(operator, 'operator', operators)
    const values = listOf(value, chosen)
    const isDate = column === 'created_at' || column === 'updated_at'
    return {
      column,
      operator: chosen,
      values: isDate ? values.map(readMoment) : values.map((one) => textOf(one, 'value', 1_000)),
    }
  })
}

function listOf(value: unknown, operator: Operator): unknown[] {
  if (operator !== 'IN' && operator !== 'BETWEEN') return [value]
  if (!Array.isArray(value) || value.length === 0)
    return refuse(400, { variant: 'like', values: { field: 'value', example: '["a", "b"]' } })
  requireFew(value, 'value', mostValues)
  if (operator === 'BETWEEN' && value.length !== 2)
    refuse(400, { variant: 'like', values: { field: 'value', example: '[1735689600000, 1767225600000]' } })
  return value
}

function readMoment(value: unknown): Date {
  const said = isOf(text, value) && /^-?\d{1,16}$/.test(value) ? Number(value) : value
  const moment = isOf(Moment, said) ? momentOf(said) : null
  return moment ?? refuse(400, { variant: 'moment', values: { field: 'value' } })
}
