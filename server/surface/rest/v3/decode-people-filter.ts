import { refuse } from '@menshen/contract/errors'
import Type, { type Static } from 'typebox'
import type { Belonging } from '#domain/people/user/belonging.ts'
import { isOf } from '#domain/shape/kind.ts'
import { choice, objects, optionalUnchecked, text } from '../engine/fields.ts'

const operators = [
  'EQUAL',
  'NOT_EQUAL',
  'CONTAINS',
  'NOT_CONTAINS',
  'IS_NULL',
  'NOT_NULL',
  'IN',
  'GREATER',
  'LESSER',
  'BETWEEN',
] as const

export const advancedFilter = Type.Optional(
  objects('Conditions, all of which have to be met.', {
    field: text('A field of an account or of the pool, or loggedInApps, department, group or role.'),
    operator: choice(operators, 'What the field is to the value.'),
    value: optionalUnchecked('What it is compared with: one, or a list for IN, or two for BETWEEN.'),
  }),
)

type Condition = Static<typeof advancedFilter>[number]

/** What clients of this generation call fields that conditions know by another name. */
const names: Readonly<Record<string, string>> = { status: 'shownStatus', userId: 'id', lastIp: 'lastIP' }

const DepartmentsNamed = Type.Array(
  Type.Object({
    departmentId: Type.String({ minLength: 1, maxLength: 64 }),
    departmentIdType: Type.Optional(Type.Literal('department_id')),
    organizationCode: Type.Optional(Type.String()),
    includeChildrenDepartments: Type.Optional(Type.Boolean()),
  }),
)
const Code = Type.String({ minLength: 1, maxLength: 255 })
const RolesNamed = Type.Array(
  Type.Object({ code: Code, namespaceCode: Type.Optional(Code), namespace: Type.Optional(Code) }),
)

/** Null where the value names them in the way that every condition does: by ids or codes. */
function circleOf({ field, operator, value }: Condition): Belonging | null {
  if (operator !== 'IN' && operator !== 'EQUAL') return null
  const named = [value].flat()
  if (!named.some((one) => typeof one === 'object')) return null
  if (field === 'department') return { departments: departmentsOf(named) }
  if (field !== 'role') return null
  if (!isOf(RolesNamed, named)) return refuse(2014)
  return {
    roles: named.map(({ code, namespaceCode, namespace }) => ({
      code,
      namespace: namespaceCode ?? namespace ?? 'default',
    })),
  }
}

/** The root of an organisation goes by its own id here, and by no other name. */
function departmentsOf(named: unknown[]): NonNullable<Belonging['departments']> {
  if (!isOf(DepartmentsNamed, named) || named.some(({ departmentId }) => departmentId === 'root')) return refuse(2014)
  return named.map(({ departmentId, includeChildrenDepartments }) => ({
    id: departmentId,
    withBelow: includeChildrenDepartments ?? false,
  }))
}

/** Conditions as the operation takes them: 2014 for one that names its value wrongly, or a second one on the same circle of people. */
export function decodeFilter(conditions: readonly Condition[] = []): { filter: object[]; belonging: Belonging } {
  const belonging: Belonging = {}
  const filter: object[] = []
  for (const condition of conditions) {
    const circle = circleOf(condition)
    if (circle && Object.keys(circle).some((name) => name in belonging)) refuse(2014)
    if (circle) Object.assign(belonging, circle)
    else filter.push({ ...condition, field: names[condition.field] ?? condition.field })
  }
  return { filter, belonging }
}
