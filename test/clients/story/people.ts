import assert from 'node:assert/strict'
import type { Tell } from './teller.ts'

/** People: made, found, changed, looked at from every side, gone. Answers whom the other stories are about. */
export async function tellOfPeople(tell: Tell): Promise<{ ann: string; bob: string }> {
  const made = await tell('createUser', {
    username: 'ann',
    email: 'ann@example.com',
    name: '安 Ä "q"',
    password: 'correct horse 1',
  })
  const ann: string = made.userId
  assert.equal(made.status, 'Activated')
  const [bob, eve] = await tell('createUsersBatch', {
    list: [{ username: 'bob' }, { username: 'eve', externalId: 'e-1' }],
  })
  assert.equal((await tell('getUser', { userId: ann })).name, '安 Ä "q"')
  assert.equal(
    (await tell('getUser', { userId: 'e-1', userIdType: 'external_id', withCustomData: true })).username,
    'eve',
  )
  const both = await tell('getUserBatch', { userIds: [ann, bob.userId] })
  assert.deepEqual(both.map(({ username }: { username: string }) => username).sort(), ['ann', 'bob'])
  assert.equal(
    (await tell('listUsers', { keywords: 'ann', options: { pagination: { page: 1, limit: 10 } } })).totalCount,
    1,
  )
  await tell('listUsersLegacy', { page: 1, limit: 10 })
  await tell('updateUser', { userId: ann, nickname: 'Annie' })
  await tell('updateUserBatch', { list: [{ userId: bob.userId, company: 'Acme' }] })
  assert.equal((await tell('getUser', { userId: bob.userId })).company, 'Acme')
  assert.equal((await tell('isUserExists', { username: 'ann' })).exists, true)
  await lookFromEverySide(tell, ann)
  await tell('resignUser', { userId: eve.userId })
  await tell('resignUserBatch', { userIds: [eve.userId] })
  await tell('deleteUsersBatch', { userIds: [eve.userId] })
  assert.equal((await tell('isUserExists', { username: 'eve' })).exists, false)
  return { ann, bob: bob.userId }
}

async function lookFromEverySide(tell: Tell, userId: string): Promise<void> {
  for (const method of [
    'getUserIdentities',
    'getUserRoles',
    'getUserPrincipalAuthenticationInfo',
    'getUserDepartments',
    'getUserGroups',
    'getUserMfaInfo',
    'getUserAccessibleApps',
    'getUserAuthorizedApps',
    'getUserLoginHistory',
    'getUserLoggedinApps',
    'getUserLoggedinIdentities',
    'getUserAuthorizedResources',
    'getUserMfaStatus',
  ])
    await tell(method, { userId })
  await tell('listArchivedUsers', { page: 1, limit: 10 })
  assert.equal(
    (await tell('hasAnyRole', { userId, roles: [{ namespace: 'default', code: 'nobody' }] })).hasAnyRole,
    false,
  )
}
