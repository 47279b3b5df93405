import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, suite, test } from 'node:test'
import pg from 'pg'
import { renderTables } from '../../scripts/rows.ts'
import { renderSchema, schemaPath } from '../../scripts/schema.ts'
import { createTestDatabase, openPool } from '../kit/database.ts'

const server = join(import.meta.dirname, '../../server')

/** Unique, and yet no caller can run into it: why. Every other one is turned into an outcome by the domain. */
const internal: Record<string, string> = {
  access_account_id_key: 'ids are made by us at random',
  access_account_pkey: 'ids are made by us at random',
  access_key_id_key: 'ids are made by us at random',
  access_key_pkey: 'ids are made by us at random',
  account_linking_pkey: 'ids are made by us at random',
  account_linking_secondary: 'an account goes once, while its row is locked',
  active_user_pkey: 'written with ON CONFLICT',
  agreement_pkey: 'ids are made by us, while the application is locked',
  application_access_pkey: 'written with ON CONFLICT',
  application_id_key: 'ids are made by us at random',
  application_pkey: 'ids are made by us at random',
  application_user_pkey: 'written with ON CONFLICT',
  application_whitelist_pkey: 'written with ON CONFLICT',
  audit_record_pkey: 'written with ON CONFLICT',
  base_field_pkey: 'written with ON CONFLICT',
  captcha_pkey: 'ids are made by us at random',
  consent_pkey: 'written with ON CONFLICT',
  custom_field_pkey: 'written with ON CONFLICT',
  custom_value_pkey: 'written with ON CONFLICT',
  department_member_count_pkey: 'written with ON CONFLICT',
  department_member_one_main: "the person's former main department is cleared in the same transaction",
  department_member_pkey: 'written with ON CONFLICT',
  department_one_root: 'made once, with its organisation',
  department_pkey: 'ids are made by us at random',
  device_agent_key: 'looked for while the person is locked',
  device_pkey: 'ids are made by us at random',
  device_unique_id_key: 'looked for while the person is locked',
  event_outbox_pkey: 'ids are made by us at random',
  face_template_pkey: 'written with ON CONFLICT',
  feedback_pkey: 'ids are made by us at random',
  former_password_pkey: 'written with ON CONFLICT',
  group_member_count_pkey: 'written with ON CONFLICT',
  group_member_pkey: 'written with ON CONFLICT',
  identifier_collision_pkey: 'written with ON CONFLICT',
  identity_connection_application_pkey: 'written with ON CONFLICT',
  identity_connection_pkey: 'ids are made by us at random',
  identity_connection_tenant_pkey: 'written with ON CONFLICT',
  identity_source_pkey: 'ids are made by us at random',
  import_job_pkey: 'ids are made by us at random',
  import_refusal_pkey: 'a row is taken before it is refused, and taken once',
  import_row_pkey: 'numbered by us',
  job_of_no_pool: 'written with ON CONFLICT',
  job_of_pool: 'written with ON CONFLICT',
  job_pkey: 'made by the database at random',
  limit_window_pkey: 'written with ON CONFLICT',
  login_record_pkey: 'ids are made by us at random',
  management_token_pkey: 'ids are made by us at random',
  message_pkey: 'ids are made by us at random',
  message_provider_pkey: 'written with ON CONFLICT',
  message_template_pkey: 'written with ON CONFLICT',
  mfa_ticket_pkey: 'the hash of a random value that we made',
  mobile_sso_session_pkey: 'written with ON CONFLICT',
  mobile_sso_ticket_pkey: 'written with ON CONFLICT',
  monthly_usage_pkey: 'written with ON CONFLICT',
  oidc_artifact_pkey: 'the hash of a random value that we made; written with ON CONFLICT',
  organisation_pkey: 'ids are made by us at random',
  passkey_credential_id: 'written with ON CONFLICT',
  passkey_pkey: 'ids are made by us at random',
  platform_key_pkey: 'made by us at random, at the first start, under a lock',
  policy_assignment_pkey: 'written with ON CONFLICT',
  policy_pkey: 'ids are made by us at random',
  policy_statement_pkey: 'numbered by us, and replaced as a whole',
  pool_variable_pkey: 'written with ON CONFLICT',
  post_department_pkey: 'replaced as a whole, each department once',
  post_member_pkey: 'written with ON CONFLICT',
  post_pkey: 'ids are made by us at random',
  principal_authentication_pkey: 'written with ON CONFLICT',
  qr_code_pkey: 'the hash of a random value that we made',
  qr_code_ticket: 'the hash of a value that only we can make',
  redeemed_challenge_pkey: 'written with ON CONFLICT',
  redeemed_proof_pkey: 'written with ON CONFLICT',
  registration_whitelist_pkey: 'written with ON CONFLICT',
  resource_grant_pkey: 'written with ON CONFLICT',
  resource_namespace_number_key: 'numbered by one sequence',
  resource_namespace_pkey: 'ids are made by us at random',
  resource_pkey: 'ids are made by us at random',
  restatement_pkey: 'written by migrations',
  revoked_token_pkey: 'written with ON CONFLICT',
  role_department_pkey: 'written with ON CONFLICT',
  role_group_pkey: 'written with ON CONFLICT',
  role_member_count_pkey: 'written with ON CONFLICT',
  role_pkey: 'ids are made by us at random',
  role_user_pkey: 'written with ON CONFLICT',
  root_secret_pkey: 'one for each SECRET_KEY, under a lock',
  session_pkey: 'ids are made by us at random',
  signature_nonce_pkey: 'written with ON CONFLICT',
  stored_file_pkey: 'names are made by us at random',
  sub_account_pkey: 'ids are made by us at random',
  tenant_application_pkey: 'replaced as a whole, each application once',
  tenant_member_pkey: 'written with ON CONFLICT',
  tenant_pkey: 'ids are made by us at random',
  totp_authenticator_pkey: 'written with ON CONFLICT',
  totp_enrolment_pkey: 'written with ON CONFLICT',
  user_account_pkey: 'ids are made by us at random',
  user_count_pkey: 'written with ON CONFLICT',
  user_group_pkey: 'ids are made by us at random',
  user_password_pkey: 'written with ON CONFLICT',
  user_pool_one_root: 'made by the first start alone, under a lock',
  user_pool_pkey: 'ids are made by us at random',
  verification_code_pkey: 'written with ON CONFLICT',
  verification_ticket_pkey: 'the hash of a random value that we made',
}

suite('what the migrations make from nothing', async () => {
  const database = await createTestDatabase()
  const pool = openPool(database.connection, 2)
  after(async () => {
    await pool.end()
    await database.drop()
  })

  test('is what server/schema.sql shows', async () => {
    assert.equal(await renderSchema(pool), readFileSync(schemaPath, 'utf8'))
  })

  test('is what the types in tables.gen.ts say', async () => {
    const recorded = readFileSync(join(server, 'platform/database/tables.gen.ts'), 'utf8')
    assert.equal(await renderTables(pool), recorded)
  })

  test('can be made from server/schema.sql as well', async () => {
    const other = await createTestDatabase({ migrated: false })
    const client = new pg.Client(other.connection)
    await client.connect()
    try {
      await client.query(readFileSync(schemaPath, 'utf8'))
      assert.equal(await renderSchema(client), readFileSync(schemaPath, 'utf8'))
    } finally {
      await client.end()
      await other.drop()
    }
  })

  test('refuses nobody with a bare error: each unique index has an outcome, or a reason why it needs none', async () => {
    const { rows } = await pool.query<{ name: string }>(`
      SELECT indexrelid::regclass::text AS name FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
      WHERE indisunique AND relnamespace = 'public'::regnamespace AND indrelid <> 'schema_migration'::regclass ORDER BY 1`)
    const names = rows.map(({ name }) => name)
    const sources = globSync('domain/**/*.ts', { cwd: server }).filter((path) => !path.endsWith('.test.ts'))
    const domain = sources.map((path) => readFileSync(join(server, path), 'utf8')).join('\n')
    const answered = names.filter((name) => new RegExp(`\\b${name}\\b`).test(domain))
    assert.deepEqual(
      names.filter((name) => !answered.includes(name)),
      Object.keys(internal).sort(),
    )
    assert.deepEqual(answered, [
      'application_identifier_key',
      'application_name_key',
      'department_code_key',
      'department_open_id_key',
      'identity_connection_identifier_key',
      'policy_code_key',
      'post_code_key',
      'resource_code_key',
      'resource_namespace_code_key',
      'role_code_key',
      'sub_account_account_key',
      'user_account_email_key',
      'user_account_external_id_key',
      'user_account_phone_key',
      'user_account_username_key',
      'user_group_code_key',
      'user_identity_owner_key',
      'user_identity_provider_key',
      'user_pool_domain_key',
      'user_pool_owner_name_key',
    ])
  })

  test('has the tenant first in every key of what belongs to one', async () => {
    const { rows } = await pool.query<{ name: string; first: string }>(`
      SELECT indexrelid::regclass::text AS name, attname AS first FROM pg_index
      JOIN pg_class t ON t.oid = indrelid AND t.relnamespace = 'public'::regnamespace
      JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
      WHERE indisprimary AND EXISTS
        (SELECT FROM pg_attribute WHERE attrelid = indrelid AND attname = 'user_pool_id' AND attnotnull)`)
    assert.deepEqual([...new Set(rows.map(({ first }) => first))], ['user_pool_id'])
  })

  // Any other order is that of a library of the machine, and its next version may find nothing where this one put it.
  test('has every key in the order of its bytes', async () => {
    const { rows } = await pool.query<{ name: string }>(`
      SELECT DISTINCT indexrelid::regclass::text AS name FROM pg_index
      JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
      WHERE indisprimary AND indrelid <> 'schema_migration'::regclass AND attcollation NOT IN (0, '"C"'::regcollation)
        AND indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)`)
    assert.deepEqual(rows, [])
  })
})
