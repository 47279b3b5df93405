import assert from 'node:assert/strict'
import type { Stage, Tell } from './teller.ts'

export async function tellOfPosts({ manage: tell, idOfPost }: Stage, { ann }: { ann: string }): Promise<void> {
  await tell('createPost', { code: 'chief', name: 'Head', description: 'Leads' })
  await tell('updatePost', { code: 'chief', name: 'Chief' })
  assert.equal((await tell('postList', { keywords: 'chief', page: 1, limit: 10 })).totalCount, 1)
  const id = await idOfPost('chief')
  await tell('postListBatch', { postCodes: ['chief'], page: 1, limit: 10 })
  await tell('getPost', { code: 'chief' })
  assert.equal((await tell('getPostById', { idList: id })).name, 'Chief')
  await tell('userConnectionPost', { userId: ann, postId: id })
  assert.equal((await tell('getUserPosts', { userId: ann })).length, 1)
  await tell('getUserPost', { userId: ann })
  await tell('setUserPosts', { userId: ann, postIds: [] })
  assert.deepEqual(await tell('getUserPosts', { userId: ann }), [])
  await tell('removePost', { code: 'chief' })
}

/** Keys of programs. */
export async function tellOfKeys(tell: Tell): Promise<void> {
  const [{ accessKeyId, accessKeySecret }] = await tell('createAccessKey', { type: 'userpool' })
  assert.ok(accessKeySecret)
  assert.equal((await tell('getAccessKey', { userId: '', accessKeyId }))[0].accessKeyId, accessKeyId)
  await tell('updateAccessKey', { accessKeyId, enable: false })
  const off = await tell('getAccessKeyList', { userId: '', tenantId: '', type: 'userpool', status: ['revoked'] })
  assert.ok(off.some((key: { accessKeyId: string }) => key.accessKeyId === accessKeyId))
  await tell('deleteAccessKey', { accessKeyId })
}

/** The pool's own mails. */
export async function tellOfMails(tell: Tell): Promise<void> {
  const type = 'MFA_VERIFY_CODE'
  const words = { name: 'Ours', subject: 'Your code', sender: 'Us', content: '<b>{{verify_code}}</b>', expiresIn: 600 }
  await tell('updateEmailTemplate', { type, ...words, customizeEnabled: true, tplEngine: 'handlebar' })
  assert.equal((await tell('previewEmailTemplate', { type })).subject, 'Your code')
  await tell('getEmailTemplates')
  await tell('getEmailProvider')
}
