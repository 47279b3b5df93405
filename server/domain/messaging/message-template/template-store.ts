import type { Language } from '@menshen/contract/errors'
import { type Selectable, sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { MessageTemplateTable } from '#platform/database/tables.gen.ts'
import { type MailTemplate, type TemplateType, templateTypes } from './mail-template.ts'

/** What a pool has decided about one type in one language (null: in all). `content` null: the system's mail is switched off. */
export interface StoredTemplate {
  type: TemplateType
  language: Language | null
  content: MailTemplate | null
}

type Key = Pick<StoredTemplate, 'type' | 'language'>

function toStored(row: Selectable<MessageTemplateTable>): StoredTemplate {
  const { type, language } = keyOf(row)
  return { type, language, content: row.content_html === null ? null : toTemplate(row, row.content_html) }
}

function keyOf(row: Selectable<MessageTemplateTable>): Key {
  return { type: row.type as TemplateType, language: (row.language || null) as Language | null }
}

function toTemplate(row: Selectable<MessageTemplateTable>, html: string): MailTemplate {
  return {
    ...keyOf(row),
    name: row.name,
    subject: row.subject,
    sender: row.sender,
    html,
    text: row.content_text,
    redirectTo: row.redirect_to,
    hasUrl: row.has_url,
    expiresIn: row.expires_in,
    enabled: row.enabled,
    isSystem: false,
  }
}

/** Everything that the pool has stored: at most a row per type and language. */
export async function readTemplates(reader: Reader, userPoolId: string): Promise<StoredTemplate[]> {
  const rows = await reader
    .selectFrom('message_template')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .orderBy('type')
    .orderBy('language')
    .execute()
  // A row of a type that a later version knew stays in the table and is not seen.
  return rows.map(toStored).filter(({ type }) => templateTypes.includes(type))
}

/** What the pool has stored about one type. */
export async function readTemplatesOf(
  reader: Reader,
  userPoolId: string,
  type: TemplateType,
): Promise<StoredTemplate[]> {
  const rows = await reader
    .selectFrom('message_template')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('type', '=', type)
    .execute()
  return rows.map(toStored)
}

/** Stores a custom template in place of what there was, in force or not. Where that is not said, one that was disabled stays so; a mail that was switched off is on again. */
export async function saveTemplate(
  tx: Tx,
  userPoolId: string,
  { enabled, ...template }: Omit<MailTemplate, 'enabled'> & { enabled: boolean | undefined },
  now: Date,
): Promise<MailTemplate> {
  const columns = {
    name: template.name,
    subject: template.subject,
    sender: template.sender,
    content_html: template.html,
    content_text: template.text,
    redirect_to: template.redirectTo,
    has_url: template.hasUrl,
    expires_in: template.expiresIn,
    updated_at: now,
  }
  const row = await tx
    .insertInto('message_template')
    .values({
      user_pool_id: userPoolId,
      type: template.type,
      language: template.language ?? '',
      created_at: now,
      ...columns,
      enabled: enabled ?? true,
    })
    .onConflict((conflict) =>
      conflict.columns(['user_pool_id', 'type', 'language']).doUpdateSet({
        ...columns,
        enabled: enabled ?? sql<boolean>`message_template.enabled or message_template.content_html is null`,
      }),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
  return toTemplate(row, template.html)
}

/** Disables what is stored; where nothing is, stores that the system's mail is switched off. */
export async function switchOff(tx: Tx, userPoolId: string, { type, language }: Key, now: Date): Promise<void> {
  await tx
    .insertInto('message_template')
    .values({
      user_pool_id: userPoolId,
      type,
      language: language ?? '',
      enabled: false,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['user_pool_id', 'type', 'language']).doUpdateSet({ enabled: false, updated_at: now }),
    )
    .execute()
}

/** Enables the custom template, or the system's mail again. */
export async function switchOn(tx: Tx, userPoolId: string, { type, language }: Key, now: Date): Promise<void> {
  await tx
    .deleteFrom('message_template')
    .where('user_pool_id', '=', userPoolId)
    .where('type', '=', type)
    .where('language', '=', language ?? '')
    .where('content_html', 'is', null)
    .execute()
  await tx
    .updateTable('message_template')
    .set({ enabled: true, updated_at: now })
    .where('user_pool_id', '=', userPoolId)
    .where('type', '=', type)
    .where('language', '=', language ?? '')
    .execute()
}
