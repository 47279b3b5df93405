import Type from 'typebox'
import { pageOf } from '#domain/shape/page.ts'
import {
  createTenant,
  deleteTenant,
  type TenantInput,
  type TenantWithApplications,
  updateTenant,
} from '#domain/structure/tenant/change.ts'
import { getTenant, listTenants, tenantsOfApplication, tenantsOfUser } from '#domain/structure/tenant/find.ts'
import { encodeEnterable } from '../../../view/application.ts'
import { encodeTenant } from '../../../view/tenant.ts'
import { each, optionalFlag, optionalList, optionalObject, optionalText, page } from '../../engine/fields.ts'
import { doneResult, pageResult, shape } from '../../engine/results.ts'
import { done, type RestRow, row } from '../../engine/row.ts'
import { ApplicationTenants, Tenant } from '../nouns/structure.ts'

const encode = ({ tenant, applicationIds }: TenantWithApplications) => encodeTenant(tenant, applicationIds)

const switches = ['autoRegisterThenLogin', 'hideForgetPassword', 'hideIdp', 'hideSocialLogin'] as const

const fields = {
  name: optionalText('What people read.'),
  logo: optionalText('The address of a picture.'),
  description: optionalText('What it is.'),
  rejectHint: optionalText('What people who are not members are told.'),
  css: optionalText('A style sheet for its sign-in page.'),
  appIds: optionalList('The applications that it has: ids in a list, or in one text with commas.'),
  ssoPageCustomizationSettings: optionalObject(
    'What its sign-in page shows.',
    each(switches, (name) => optionalFlag(`The switch ${name}.`)),
  ),
}

interface SentTenant extends Omit<TenantInput, 'applicationIds' | 'pageSettings'> {
  appIds?: string[]
  ssoPageCustomizationSettings?: Record<string, boolean>
}

const decode = ({ appIds, ssoPageCustomizationSettings, ...rest }: SentTenant): TenantInput => ({
  ...rest,
  applicationIds: appIds,
  pageSettings: ssoPageCustomizationSettings,
})

export const tenantRows: RestRow[] = [
  row('GET /api/v2/tenants', listTenants, {
    summary: 'List tenants',
    query: page,
    decode: ({ query }) => pageOf(query.page, query.limit),
    result: pageResult(Tenant),
    encode: ({ totalCount, list }) => ({ totalCount, list: list.map(encode) }),
  }),
  row('POST /api/v2/tenant', createTenant, {
    summary: 'Create a tenant',
    body: fields,
    decode: ({ body }) => decode(body),
    result: Tenant,
    encode,
  }),
  row('GET /api/v2/tenant/:id', getTenant, {
    summary: 'Read a tenant',
    decode: ({ path }) => path,
    result: Tenant,
    encode,
  }),
  row('POST /api/v2/tenant/:id', updateTenant, {
    summary: 'Change a tenant',
    body: fields,
    decode: ({ path, body }) => ({ ...decode(body), ...path }),
    // The clients for Java and Go read whether it was done.
    result: doneResult,
    encode: done,
  }),
  row('DELETE /api/v2/tenant/:id', deleteTenant, {
    summary: 'Delete a tenant',
    decode: ({ path }) => path,
    result: doneResult,
    encode: done,
  }),
  row('GET /api/v2/application/:id/tenants', tenantsOfApplication, {
    summary: 'List the tenants of an application',
    decode: ({ path }) => path,
    result: ApplicationTenants,
    encode: ({ application, tenants }) => ({ ...encodeEnterable(application), tenants: tenants.map(encode) }),
  }),
  row('GET /api/v2/users/:id/tenants', tenantsOfUser, {
    summary: 'List the tenants of a person',
    decode: ({ path }) => ({ userId: path.id }),
    result: shape({ tenants: Type.Array(Tenant) }),
    encode: (tenants) => ({ tenants: tenants.map(encode) }),
  }),
]
