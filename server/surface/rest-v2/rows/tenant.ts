import { pageOf } from '#domain/shape/page.ts'
import {
  createTenant,
  deleteTenant,
  type TenantInput,
  type TenantWithApplications,
  updateTenant,
} from '#domain/structure/tenant/change.ts'
import { getTenant, listTenants, tenantsOfApplication, tenantsOfUser } from '#domain/structure/tenant/find.ts'
import { encodeEnterable } from '../../wire/application.ts'
import { encodeTenant } from '../../wire/tenant.ts'
import type { Parts, Reader } from '../parts.ts'
import { done, type Row, row } from '../row.ts'

const encode = ({ tenant, applicationIds }: TenantWithApplications) => encodeTenant(tenant, applicationIds)

/** Applications come as a list, or as one text with commas. */
function applicationIds(body: Reader): string[] | undefined {
  if (!body.has('appIds')) return undefined
  const { appIds } = body.pick(['appIds'])
  if (typeof appIds !== 'string') return body.texts('appIds')
  return appIds.split(',').flatMap((id) => id.trim() || [])
}

function decode({ body }: Parts): TenantInput {
  return {
    name: body.optionalText('name'),
    logo: body.optionalText('logo'),
    description: body.optionalText('description'),
    rejectHint: body.optionalText('rejectHint'),
    css: body.optionalText('css'),
    applicationIds: applicationIds(body),
    pageSettings: body.has('ssoPageCustomizationSettings') ? settingsOf(body) : undefined,
  }
}

const switches = ['autoRegisterThenLogin', 'hideForgetPassword', 'hideIdp', 'hideSocialLogin'] as const

function settingsOf(body: Reader): Record<string, boolean> {
  const settings = body.object('ssoPageCustomizationSettings')
  return Object.fromEntries(switches.filter((name) => settings.has(name)).map((name) => [name, settings.flag(name)]))
}

const idOf = ({ path }: Parts) => ({ id: path.text('id') })

export const tenantRows: Row[] = [
  row(
    'GET /api/v2/tenants',
    listTenants,
    ({ query }) => pageOf(query.optionalNumber('page'), query.optionalNumber('limit')),
    ({ totalCount, list }) => ({ totalCount, list: list.map(encode) }),
  ),
  row('POST /api/v2/tenant', createTenant, decode, encode),
  row('GET /api/v2/tenant/:id', getTenant, idOf, encode),
  // The clients for Java and Go read whether it was done.
  row('POST /api/v2/tenant/:id', updateTenant, (parts) => ({ ...decode(parts), ...idOf(parts) }), done),
  row('DELETE /api/v2/tenant/:id', deleteTenant, idOf, done),
  row('GET /api/v2/application/:id/tenants', tenantsOfApplication, idOf, ({ application, tenants }) => ({
    ...encodeEnterable(application),
    tenants: tenants.map(encode),
  })),
  row(
    'GET /api/v2/users/:id/tenants',
    tenantsOfUser,
    ({ path }) => ({ userId: path.text('id') }),
    (tenants) => ({ tenants: tenants.map(encode) }),
  ),
]
