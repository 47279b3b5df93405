import { type Code, Refusal, refuse } from '@menshen/contract/errors'
import { bindContact } from '#domain/account/contact/bind-contact.ts'
import { changeContact } from '#domain/account/contact/change-contact.ts'
import { unbindContact } from '#domain/account/contact/unbind-contact.ts'
import { exportOwnAccount } from '#domain/account/export/export-own.ts'
import { changeStatus } from '#domain/account/lifecycle/change-status.ts'
import { deleteOwnAccount } from '#domain/account/lifecycle/delete-own.ts'
import { getSecurityLevel } from '#domain/account/lifecycle/security-level.ts'
import { changePassword, checkOwnPassword } from '#domain/account/password/change-password.ts'
import type { ContactKind } from '#domain/messaging/contact/contact.ts'
import type { UserStatus } from '#domain/people/user/user.ts'
import { encodeAccountExport } from '../../wire/account-export.ts'
import { encodeSelf } from '../encode-user.ts'
import type { Reader } from '../parts.ts'
import { done, type Row, row } from '../row.ts'

/** Numbers that the mobile clients know for what has another number everywhere else. */
const mobileCodes: Partial<Record<Code, Code>> = { 2203: 1320011, 2035: 1320004, 2219: 1320009, 2217: 1320010 }

function forMobile(line: Row, renamed: readonly Code[]): Row {
  return {
    ...line,
    async answer(call) {
      try {
        return await line.answer(call)
      } catch (error) {
        const code = error instanceof Refusal && renamed.includes(error.code) && mobileCodes[error.code]
        throw code ? new Refusal(code) : error
      }
    },
  }
}

/** The clients of one platform write `phoneCode`, those of another `code`. Without one it is 400, as recorded. */
function codeOf(body: Reader, kind: ContactKind): string {
  const code = body.optionalText(`${kind}Code`, 'code')
  return code ?? refuse(400, { variant: 'missing', values: { field: `${kind}Code` } })
}

const decodeNew = (body: Reader, kind: ContactKind) => ({
  address: body.text(kind),
  countryCode: body.optionalText('phoneCountryCode'),
  code: codeOf(body, kind),
})

function decodeOld(body: Reader, kind: ContactKind) {
  const name = kind === 'email' ? 'oldEmail' : 'oldPhone'
  return {
    address: body.optionalText(name),
    countryCode: body.optionalText('oldPhoneCountryCode'),
    code: body.optionalText(`${name}Code`),
  }
}

function contactRows(kind: ContactKind, renamed: readonly Code[]): Row[] {
  const rows = [
    row(`POST /api/v2/users/${kind}/bind`, bindContact, ({ body }) => ({ kind, ...decodeNew(body, kind) }), encodeSelf),
    row(
      `POST /api/v2/users/${kind}/update`,
      changeContact,
      ({ body }) => ({ kind, next: decodeNew(body, kind), old: decodeOld(body, kind) }),
      encodeSelf,
    ),
    row(
      `POST /api/v2/users/${kind}/unbind`,
      unbindContact,
      ({ body }) => ({ kind, code: body.optionalText(`${kind}Code`, 'code') }),
      encodeSelf,
    ),
  ]
  return rows.map((line) => forMobile(line, renamed))
}

function statusRow(verb: string, status: UserStatus): Row {
  return row(`POST /api/v2/users/:id/${verb}`, changeStatus, ({ path }) => ({ ids: [path.text('id')], status }), done)
}

export const accountRows: Row[] = [
  forMobile(
    row(
      'POST /api/v2/password/update',
      changePassword,
      ({ body }) => ({
        newPassword: body.text('newPassword'),
        oldPassword: body.optionalText('oldPassword'),
        encrypted: true,
      }),
      encodeSelf,
    ),
    [2203],
  ),
  row(
    'GET /api/v2/users/password/check',
    checkOwnPassword,
    ({ query }) => ({ password: query.text('password'), encrypted: true }),
    (right) => right || refuse(2006),
  ),
  ...contactRows('phone', [2035]),
  ...contactRows('email', [2219, 2217]),

  row(
    'GET /api/v2/users/me/security-level',
    getSecurityLevel,
    () => ({}),
    (level) => level,
  ),
  row('GET /api/v2/users/me/export', exportOwnAccount, () => ({}), encodeAccountExport),
  row(
    'DELETE /api/v2/users/delete',
    deleteOwnAccount,
    ({ body }) => ({ password: body.optionalText('password'), encrypted: true, code: body.optionalText('code') }),
    done,
  ),

  statusRow('suspend', 'Suspended'),
  statusRow('activate', 'Activated'),
  statusRow('resign', 'Resigned'),
  statusRow('archive', 'Archived'),
  row(
    'POST /api/v3/resign-user',
    changeStatus,
    ({ body }) => ({ ids: [body.text('userId')], status: 'Resigned' }),
    done,
  ),
  row(
    'POST /api/v3/resign-user-batch',
    changeStatus,
    ({ body }) => ({ ids: body.texts('userIds'), status: 'Resigned' }),
    done,
  ),
]
