import type { Reader } from '#platform/database/database.ts'

/** People who have signed in to an application: a range of one index, of that application alone. */
export async function countPeopleOf(reader: Reader, userPoolId: string, applicationId: string): Promise<number> {
  const { total } = await reader
    .selectFrom('application_user')
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .where('user_pool_id', '=', userPoolId)
    .where('application_id', '=', applicationId)
    .executeTakeFirstOrThrow()
  return Number(total)
}

/** Of those, the ones with something in the field. */
export async function countPeopleWith(
  reader: Reader,
  userPoolId: string,
  applicationId: string,
  key: string,
): Promise<number> {
  const { total } = await reader
    .selectFrom('custom_value as value')
    .innerJoin('application_user as person', (join) =>
      join
        .onRef('person.user_pool_id', '=', 'value.user_pool_id')
        .onRef('person.user_id', '=', 'value.target_id')
        .on('person.application_id', '=', applicationId),
    )
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .where('value.user_pool_id', '=', userPoolId)
    .where('value.target_type', '=', 'USER')
    .where('value.key', '=', key)
    .executeTakeFirstOrThrow()
  return Number(total)
}
