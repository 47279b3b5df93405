import { type Selectable, sql } from 'kysely'
import type { Page } from '#domain/shape/page.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { ApplicationTable } from '#platform/database/tables.gen.ts'
import { type Application, type ApplicationSettings, defaultApplicationSettings } from './application.ts'
import type { ApplicationChanges } from './application-input.ts'

function toApplication(seal: Seal, row: Selectable<ApplicationTable>): Application {
  return {
    id: row.id,
    userPoolId: row.user_pool_id,
    identifier: row.identifier,
    name: row.name,
    description: row.description,
    logo: row.logo,
    secret: seal.open('application.secret', row.secret_sealed),
    formerSecret:
      row.former_secret_sealed && row.former_secret_expires_at
        ? { secret: seal.open('application.secret', row.former_secret_sealed), until: row.former_secret_expires_at }
        : null,
    hasAccessRules: row.has_access_rules,
    redirectUris: row.redirect_uris,
    logoutRedirectUris: row.logout_redirect_uris,
    settings: { ...defaultApplicationSettings, ...row.settings },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** Client ids are unique over all pools: a client presents nothing else. */
export async function findApplication(reader: Reader, seal: Seal, id: string): Promise<Application | null> {
  const row = await reader.selectFrom('application').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toApplication(seal, row) : null
}

export async function findApplicationByIdentifier(
  reader: Reader,
  seal: Seal,
  identifier: string,
): Promise<Application | null> {
  const row = await reader.selectFrom('application').selectAll().where('identifier', '=', identifier).executeTakeFirst()
  return row ? toApplication(seal, row) : null
}

/** The oldest application of a pool; where none is named, of all but the root pool: the one that the first start made, while it exists. */
export async function findFirstApplication(
  reader: Reader,
  seal: Seal,
  userPoolId?: string,
): Promise<Application | null> {
  const roots = reader.selectFrom('user_pool').select('id').where('is_root', '=', true)
  const others = reader.selectFrom('application').where('user_pool_id', 'not in', roots)
  const row = await (userPoolId === undefined ? others : ofPool(reader, userPoolId))
    .selectAll()
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row ? toApplication(seal, row) : null
}

export async function findApplicationOf(
  reader: Reader,
  seal: Seal,
  userPoolId: string,
  id: string,
): Promise<Application | null> {
  const row = await ofPool(reader, userPoolId).selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toApplication(seal, row) : null
}

/** Whether the pool has an application of that id. */
export async function hasApplication(reader: Reader, userPoolId: string, id: string): Promise<boolean> {
  return (await ofPool(reader, userPoolId).select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}

/** Whether the pool has all of these. */
export async function hasApplications(reader: Reader, userPoolId: string, ids: readonly string[]): Promise<boolean> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return true
  const found = await ofPool(reader, userPoolId)
    .select('id')
    .where('id', '=', sql<string>`any(${wanted}::text[])`)
    .execute()
  return found.length === wanted.length
}

/** The same, held against other writers until the transaction ends. */
export async function lockApplication(tx: Tx, seal: Seal, userPoolId: string, id: string): Promise<Application | null> {
  const row = await ofPool(tx, userPoolId).selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? toApplication(seal, row) : null
}

/** Which applications somebody wants; without anything, all. */
export interface ApplicationFilter {
  /** In the name or the identifier, in any case; or the whole id. */
  keywords?: string | undefined
  appTypes?: ApplicationSettings['appType'][] | undefined
}

/** One page, oldest first, and how many there are. */
export async function listApplications(
  reader: Reader,
  seal: Seal,
  userPoolId: string,
  { page, limit }: Page,
  { keywords, appTypes }: ApplicationFilter = {},
) {
  const applications = ofPool(reader, userPoolId)
    .$if(keywords !== undefined, (query) =>
      query.where(sql<boolean>`(strpos(search_fold(name), search_fold(${keywords})) > 0
        OR strpos(identifier, lower(${keywords})) > 0 OR id = ${keywords})`),
    )
    .$if(appTypes !== undefined, (query) =>
      query.where(
        sql<boolean>`coalesce(settings ->> 'appType', ${defaultApplicationSettings.appType}) = any(${appTypes}::text[])`,
      ),
    )
  const rows = await applications
    .selectAll()
    .orderBy('id')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await applications.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map((row) => toApplication(seal, row)) }
}

function ofPool(reader: Reader, userPoolId: string) {
  return reader.selectFrom('application').where('user_pool_id', '=', userPoolId)
}

export type NewApplication = Pick<
  Application,
  'id' | 'userPoolId' | 'identifier' | 'name' | 'secret' | 'redirectUris' | 'logoutRedirectUris'
> &
  Partial<Pick<Application, 'description' | 'logo'>> & { settings: Partial<ApplicationSettings> }

export async function insertApplication(tx: Tx, seal: Seal, application: NewApplication): Promise<Application> {
  const row = await tx
    .insertInto('application')
    .values({
      user_pool_id: application.userPoolId,
      id: application.id,
      identifier: application.identifier,
      name: application.name,
      description: application.description ?? null,
      logo: application.logo ?? null,
      secret_sealed: seal.close('application.secret', application.secret),
      redirect_uris: application.redirectUris,
      logout_redirect_uris: application.logoutRedirectUris,
      settings: JSON.stringify(application.settings),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toApplication(seal, row)
}

/** Changes what is given; settings are merged. */
export async function updateApplication(
  tx: Tx,
  seal: Seal,
  { userPoolId, id }: Pick<Application, 'userPoolId' | 'id'>,
  changes: ApplicationChanges,
  now: Date,
): Promise<Application> {
  const row = await tx
    .updateTable('application')
    .set({
      ...(changes.identifier !== undefined && { identifier: changes.identifier }),
      ...(changes.name !== undefined && { name: changes.name }),
      ...(changes.description !== undefined && { description: changes.description }),
      ...(changes.logo !== undefined && { logo: changes.logo }),
      ...(changes.redirectUris && { redirect_uris: changes.redirectUris }),
      ...(changes.logoutRedirectUris && { logout_redirect_uris: changes.logoutRedirectUris }),
      settings: sql<string>`settings || ${JSON.stringify(changes.settings)}::jsonb`,
      updated_at: now,
    })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toApplication(seal, row)
}

/** The secret until now is taken until then; null: it ends now. Null when the pool has no such application. */
export async function replaceSecret(
  tx: Tx,
  seal: Seal,
  { userPoolId, id, secret }: Pick<Application, 'userPoolId' | 'id' | 'secret'>,
  formerUntil: Date | null,
  now: Date,
): Promise<Application | null> {
  const row = await tx
    .updateTable('application')
    .set(({ ref }) => ({
      former_secret_sealed: formerUntil && ref('secret_sealed'),
      former_secret_expires_at: formerUntil,
      secret_sealed: seal.close('application.secret', secret),
      updated_at: now,
    }))
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row ? toApplication(seal, row) : null
}

/** Notes whether there are rules on who may enter. */
export async function markAccessRules(tx: Tx, userPoolId: string, id: string, has: boolean): Promise<void> {
  await tx
    .updateTable('application')
    .set({ has_access_rules: has })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .execute()
}

/** Whether any application of the pool has registered this address for signing out. */
export async function findApplicationByLogoutAddress(
  reader: Reader,
  userPoolId: string,
  address: string,
): Promise<boolean> {
  const row = await reader
    .selectFrom('application')
    .select('id')
    .where('user_pool_id', '=', userPoolId)
    .where(sql<boolean>`${address} = ANY (logout_redirect_uris)`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The identifier of what was deleted, null when the pool has no such application. */
export async function deleteApplication(tx: Tx, userPoolId: string, id: string): Promise<string | null> {
  const row = await tx
    .deleteFrom('application')
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .returning('identifier')
    .executeTakeFirst()
  return row?.identifier ?? null
}

/** Deletes all applications of a pool and answers under which names they were known. */
export function deleteApplicationsOf(tx: Tx, userPoolId: string): Promise<Pick<Application, 'id' | 'identifier'>[]> {
  return tx.deleteFrom('application').where('user_pool_id', '=', userPoolId).returning(['id', 'identifier']).execute()
}
