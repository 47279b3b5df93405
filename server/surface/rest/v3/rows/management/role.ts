import { say } from '@menshen/contract/errors'
import Type from 'typebox'
import { newCodeOf } from '#domain/shape/code.ts'
import { requireSome } from '#domain/shape/list.ts'
import { createRole, createRoles, type NewRole } from '#domain/structure/role/create.ts'
import { deleteRoles } from '#domain/structure/role/delete.ts'
import { demandRole, searchRoles, takenOfRole } from '#domain/structure/role/find.ts'
import { updateRole } from '#domain/structure/role/update.ts'
import { objects, optionalChoice, optionalText, text, texts } from '../../../engine/fields.ts'
import { pageResult, shape, word, yesOrNo } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { encodeOneRole, encodeRoles } from '../../encode-role.ts'
import { page, refuseSaid, succeeded, success, unsupported } from '../../fields.ts'
import { Role } from '../../nouns/role.ts'

const code = text('The code of the role.')
const namespace = optionalText('The code of its namespace of permissions; default when left out.')
const disableTime = (description: string) =>
  optionalText(`${description}, in milliseconds since 1970.`, { numbers: true })

const newRole = {
  code: text('Unique in its namespace.'),
  name: optionalText('What people call it.'),
  namespace,
  description: optionalText('What it is for.'),
}

const withCode = <Sent extends NewRole>(sent: Sent): Sent => ({ ...sent, code: newCodeOf(sent.code) })

export const roleRows: RestRow[] = [
  row('GET /api/v3/get-role', demandRole, {
    summary: 'Read a role',
    query: { code, namespace },
    decode: ({ query }) => query,
    result: Role,
    encode: encodeOneRole,
  }),
  row('GET /api/v3/list-roles', searchRoles, {
    summary: 'List the roles of a namespace',
    query: { keywords: optionalText('Part of a code or name.'), namespace, ...page },
    decode: ({ query: { keywords, ...asked } }) => ({ ...asked, text: keywords }),
    result: pageResult(Role),
    encode: async ({ totalCount, list }, call) => ({ totalCount, list: await encodeRoles(list, call) }),
  }),
  row('POST /api/v3/create-role', createRole, {
    summary: 'Create a role',
    body: { ...newRole, disableTime: disableTime('From when on it is off by itself') },
    decode: ({ body }) => withCode(body),
    result: Role,
    encode: encodeOneRole,
  }),
  row('POST /api/v3/create-roles-batch', createRoles, {
    summary: 'Create several roles, or none of them',
    body: { list: objects('The roles.', newRole) },
    decode: ({ body }) => ({ list: body.list.map(withCode) }),
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/update-role', updateRole, {
    summary: 'Change a role',
    body: {
      code,
      namespace,
      newCode: optionalText('Another code.'),
      name: optionalText('Another name.'),
      description: optionalText('Another description.'),
      status: optionalChoice(['ENABLE', 'DISABLE'], 'Whoever has a role that is DISABLE has nothing of it.'),
      disableTime: disableTime('From when on it is off by itself, 0 for never'),
      enablePermissionApply: unsupported,
    },
    decode({ body: { newCode, status, enablePermissionApply, ...change } }) {
      refuseSaid({ enablePermissionApply })
      return {
        ...change,
        newCode: newCode && newCodeOf(newCode, 'newCode'),
        enabled: status && status === 'ENABLE',
      }
    },
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/delete-roles-batch', deleteRoles, {
    summary: 'Delete roles of a namespace, or none of them',
    body: { codeList: texts('The codes of the roles.'), namespace },
    decode({ body }) {
      requireSome(body.codeList, 'codeList')
      return { roles: body.codeList.map((code) => ({ code, namespace: body.namespace })) }
    },
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/multiple-namespace-delete-roles-batch', deleteRoles, {
    summary: 'Delete roles of any namespaces, or none of them',
    body: { roleList: objects('The roles.', { code, namespace }) },
    decode({ body }) {
      requireSome(body.roleList, 'roleList')
      return { roles: body.roleList }
    },
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/check-role-params', takenOfRole, {
    summary: 'Ask whether a role may have a code and a name',
    body: { code, namespace, name: newRole.name },
    decode: ({ body }) => withCode(body),
    result: shape({
      isValid: yesOrNo('No other role of the namespace has either.'),
      message: Type.Optional(word('What speaks against it.')),
    }),
    encode(taken, { language }, { body: { code, name = '' } }) {
      if (!taken) return { isValid: true }
      const key = taken === 'code' ? code : name
      return { isValid: false, message: say(409, language, { variant: 'role', values: { key } }) }
    },
  }),
]
