import type { Context } from '#domain/shape/verb.ts'
import { replaceLeaders } from '../organisation/member-store.ts'
import { requirePeople } from '../organisation/members.ts'
import type { Department } from '../organisation/organisation.ts'

/** Has these people lead a department, and nobody else; whoever is not in it joins it. 2004 one of them does not exist. */
export async function appoint(
  context: Pick<Context<'department.members-added'>, 'tx' | 'pool' | 'now' | 'emit'>,
  department: Department,
  userIds: string[],
): Promise<void> {
  const ids = await requirePeople(context, userIds)
  const joined = await replaceLeaders(context.tx, department, ids, context.now)
  const { id: departmentId, organisationId } = department
  if (joined.length > 0) context.emit('department.members-added', { departmentId, organisationId, userIds: joined })
}
