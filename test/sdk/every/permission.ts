import assert from 'node:assert/strict'
import { isDone, pageOf, type Stage } from './stage.ts'

const read = { resource: 'book:*', actions: ['book:read'], effect: 'ALLOW' }
const user = 'USER' as never

/** `PoliciesManagementClient`. */
export async function writePolicies({ client: { policies, acl }, ann }: Stage) {
  await policies.create({ code: 'reader', description: 'reads', statements: [read] as never })
  assert.equal((await policies.update('reader', { description: 'reads books' })).description, 'reads books')
  assert.equal((await policies.detail('reader')).statements?.[0]?.resource, 'book:*')
  assert.ok(((await policies.list()).totalCount as number) >= 1)
  isDone(await policies.addAssignments(['reader'], user, [ann]))
  pageOf(await policies.listAssignments({ code: 'reader' }), 1)
  assert.equal(await acl.isAllowed(ann, 'book:1', 'book:read'), true)
  isDone(await policies.disableAssignment('reader', user, ann))
  assert.equal(await acl.isAllowed(ann, 'book:1', 'book:read'), false)
  isDone(await policies.enableAssignment('reader', user, ann))
  assert.ok(await acl.getPoliciesAssignmentsCondition('default', 'reader', 'USER'))
  isDone(await policies.removeAssignments(['reader'], user, [ann]))
  isDone(await policies.delete('reader'))
  await policies.create({ code: 'other', statements: [read] as never })
  isDone(await policies.deleteMany(['other']))
}

/** `AclManagementClient`: namespaces, resources, and who may do what to them. */
export async function decide({ client: { acl, tenant }, ann }: Stage) {
  assert.equal((await acl.createNamespace('shop', 'Shop')).code, 'shop')
  assert.equal((await acl.updateNamespace('shop', { name: 'The shop' })).name, 'The shop')
  assert.equal((await acl.listNamespaces()).list.filter(({ code }) => code === 'shop').length, 1)
  const actions = [{ name: 'order:read', description: 'reads' }]
  const made = await acl.createResource({ namespace: 'shop', code: 'order', type: 'DATA' as never, actions })
  assert.equal((await acl.updateResource('order', { namespace: 'shop', description: 'Orders' })).description, 'Orders')
  assert.equal((await acl.getResourceById(made.id)).code, 'order')
  assert.equal((await acl.getResourceByCode({ namespace: 'shop', code: 'order' })).id, made.id)
  pageOf(await acl.listResources({ namespace: 'shop' }), 1)
  pageOf(await acl.getResources({ namespace: 'shop' }), 1)
  const bulk = [{ namespace: 'shop', code: 'bill', type: 'DATA', actions: [{ name: 'bill:read', description: '' }] }]
  assert.equal(await tenant.batchInsertResource({ bulk } as never), true)

  isDone(await acl.allow(ann, 'order:1', 'order:read', 'shop'))
  assert.equal(await acl.isAllowed(ann, 'order:1', 'order:read', { namespace: 'shop' }), true)
  const target = { targetType: user, targetIdentifier: ann }
  const opt = { ...target, actions: ['order:read'] }
  isDone(await acl.authorizeResource({ namespace: 'shop', resource: 'order:2', opts: [opt] as never }))
  pageOf(await acl.listAuthorizedResources(user, ann, 'shop'), 2)
  const batch = { namespace: 'shop', targets: [target], resourceType: 'DATA' }
  assert.ok(await acl.listAuthorizedResourcesBatch(batch as never))
  const where = { namespace: 'shop', resource: 'order:2', resourceType: 'DATA' as const }
  assert.equal((await acl.getAuthorizedTargets(where)).list?.[0]?.targetIdentifier, ann)
  assert.equal(await acl.revokeResource({ namespace: 'shop', resource: 'order:2', opts: [target] }), true)
  const many = {
    targetType: user,
    targetIdentifiers: [ann],
    resources: [{ code: 'order', resourceType: 'DATA', actions: ['order:read'] }],
  }
  const several = { namespace: 'shop', opts: [many] } as never
  assert.equal(await acl.authorizeResources(several), true)
  assert.equal(await acl.revokeResources(several), true)
  assert.equal(await acl.deleteResource('order', 'shop'), true)
  assert.equal(await acl.deleteNamespace('shop'), true)
}
