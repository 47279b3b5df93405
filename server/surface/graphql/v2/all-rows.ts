import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GraphqlRows } from '../engine/rows.ts'
import type { RowContext } from './context.ts'
import { accountMutations, accountQueries } from './rows/account.ts'
import { codeMutations } from './rows/code.ts'
import { customFieldMutations, customFieldQueries, customFieldsOfUser } from './rows/custom-field.ts'
import { departmentMemberFields, departmentMemberMutations } from './rows/department-member.ts'
import { groupFields, groupMutations, groupQueries } from './rows/group.ts'
import { identitiesOfUser } from './rows/identity.ts'
import { messageMutations, messageQueries } from './rows/message.ts'
import { mfaMutations, mfaQueries } from './rows/mfa.ts'
import { organisationMutations, organisationQueries } from './rows/organisation.ts'
import { passwordQueries } from './rows/password.ts'
import { permissionFields, permissionMutations, permissionQueries } from './rows/permission.ts'
import { policyFields, policyMutations, policyQueries } from './rows/policy.ts'
import { recoveryMutations } from './rows/recovery.ts'
import { registrationMutations } from './rows/registration.ts'
import { roleFields, roleMutations, roleQueries } from './rows/role.ts'
import { sessionMutations, sessionQueries } from './rows/session.ts'
import { userMutations, userQueries } from './rows/user.ts'
import { userpoolMutations, userpoolQueries } from './rows/userpool.ts'
import { whitelistMutations, whitelistQueries } from './rows/whitelist.ts'

export const sdl = readFileSync(join(import.meta.dirname, 'schema.graphql'), 'utf8')

/** Every operation of this door that is built. */
export const rows: GraphqlRows<RowContext> = {
  Query: {
    ...sessionQueries,
    ...userQueries,
    ...passwordQueries,
    ...userpoolQueries,
    ...whitelistQueries,
    ...messageQueries,
    ...mfaQueries,
    ...customFieldQueries,
    ...roleQueries,
    ...policyQueries,
    ...permissionQueries,
    ...groupQueries,
    ...organisationQueries,
    ...accountQueries,
  },
  Mutation: {
    ...sessionMutations,
    ...registrationMutations,
    ...userMutations,
    ...userpoolMutations,
    ...whitelistMutations,
    ...messageMutations,
    ...codeMutations,
    ...recoveryMutations,
    ...mfaMutations,
    ...customFieldMutations,
    ...roleMutations,
    ...policyMutations,
    ...permissionMutations,
    ...groupMutations,
    ...organisationMutations,
    ...departmentMemberMutations,
    ...accountMutations,
  },
  User: {
    ...customFieldsOfUser,
    ...identitiesOfUser,
    ...roleFields.User,
    ...groupFields.User,
    ...departmentMemberFields.User,
    ...permissionFields.User,
  },
  Role: { ...roleFields.Role, ...permissionFields.Role },
  Group: { ...groupFields.Group, ...permissionFields.Group },
  Node: { ...roleFields.Node, ...departmentMemberFields.Node, ...permissionFields.Node },
  Policy: policyFields.Policy,
}
