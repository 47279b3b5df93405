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
import { encodeAccountExport } from '../../../view/account-export.ts'
import { optionalText, text } from '../../engine/fields.ts'
import { count, countOrNull, doneResult, nullable, shape, yesOrNo } from '../../engine/results.ts'
import { done, type RestRow, row } from '../../engine/row.ts'
import { countryCode } from '../account-fields.ts'
import { encodeSelf } from '../encode-user.ts'
import { AccountExport } from '../nouns/account-export.ts'
import { User } from '../nouns/person.ts'

/** Numbers that the mobile clients know for what has another number everywhere else. */
const mobileCodes: Partial<Record<Code, Code>> = { 2203: 1320011, 2035: 1320004, 2219: 1320009, 2217: 1320010 }

function forMobile(line: RestRow, renamed: readonly Code[]): RestRow {
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

const addressOf: Record<ContactKind, string> = { email: 'e-mail address', phone: 'phone number' }

/** The clients of one platform write `phoneCode`, those of another `code`. */
const codeField = (kind: ContactKind) =>
  optionalText(`The code that was sent to the ${addressOf[kind]}.`, { also: ['code'] })

/** What the rows of both kinds take, under the names of the kind. */
const newFields = (kind: ContactKind) => ({
  [kind]: text(`The new ${addressOf[kind]}.`),
  ...countryCode,
  [`${kind}Code`]: codeField(kind),
})

const oldName = { email: 'oldEmail', phone: 'oldPhone' } as const

const oldFields = (kind: ContactKind) => ({
  [oldName[kind]]: optionalText(`The present ${addressOf[kind]}.`),
  oldPhoneCountryCode: optionalText('The country of the present phone number.'),
  [`${oldName[kind]}Code`]: optionalText('The code that was sent to it.'),
})

type Texts = Record<string, string | undefined>

/** Without a code it is 400, as recorded. */
const decodeNew = (body: Texts, kind: ContactKind) => ({
  address: body[kind] as string,
  countryCode: body.phoneCountryCode,
  code: body[`${kind}Code`] ?? refuse(400, { variant: 'missing', values: { field: `${kind}Code` } }),
})

const decodeOld = (body: Texts, kind: ContactKind) => ({
  address: body[oldName[kind]],
  countryCode: body.oldPhoneCountryCode,
  code: body[`${oldName[kind]}Code`],
})

function contactRows(kind: ContactKind, renamed: readonly Code[]): RestRow[] {
  const rows = [
    row(`POST /api/v2/users/${kind}/bind`, bindContact, {
      summary: `Add a ${addressOf[kind]} to your own account`,
      body: newFields(kind),
      decode: ({ body }) => ({ kind, ...decodeNew(body as Texts, kind) }),
      result: nullable(User),
      encode: encodeSelf,
    }),
    row(`POST /api/v2/users/${kind}/update`, changeContact, {
      summary: `Change the ${addressOf[kind]} of your own account`,
      body: { ...newFields(kind), ...oldFields(kind) },
      decode: ({ body }) => ({ kind, next: decodeNew(body as Texts, kind), old: decodeOld(body as Texts, kind) }),
      result: nullable(User),
      encode: encodeSelf,
    }),
    row(`POST /api/v2/users/${kind}/unbind`, unbindContact, {
      summary: `Take the ${addressOf[kind]} from your own account`,
      body: { [`${kind}Code`]: codeField(kind) },
      decode: ({ body }) => ({ kind, code: (body as Texts)[`${kind}Code`] }),
      result: nullable(User),
      encode: encodeSelf,
    }),
  ]
  return rows.map((line) => forMobile(line, renamed))
}

const statusRow = (verb: 'suspend' | 'activate' | 'resign' | 'archive', status: UserStatus, summary: string) =>
  row(`POST /api/v2/users/:id/${verb}`, changeStatus, {
    summary,
    decode: ({ path }) => ({ ids: [path.id], status }),
    result: doneResult,
    encode: done,
  })

export const accountRows: RestRow[] = [
  forMobile(
    row('POST /api/v2/password/update', changePassword, {
      summary: 'Change your own password',
      body: {
        newPassword: text('The new password, encrypted under the public key.'),
        oldPassword: optionalText('The present password, encrypted.'),
      },
      decode: ({ body }) => ({ ...body, encrypted: true }),
      result: nullable(User),
      encode: encodeSelf,
    }),
    [2203],
  ),
  row('GET /api/v2/users/password/check', checkOwnPassword, {
    summary: 'Check your own password',
    query: { password: text('The password, encrypted under the public key.') },
    decode: ({ query }) => ({ ...query, encrypted: true }),
    result: doneResult,
    encode: (right) => right || refuse(2006),
  }),
  ...contactRows('phone', [2035]),
  ...contactRows('email', [2219, 2217]),

  row('GET /api/v2/users/me/security-level', getSecurityLevel, {
    summary: 'Read how well your own account is kept',
    decode: () => ({}),
    result: shape({
      email: yesOrNo(),
      phone: yesOrNo(),
      password: yesOrNo(),
      mfa: yesOrNo('A second factor is set up, besides the addresses that everybody has.'),
      passwordSecurityLevel: countOrNull('1 low, 2 middle, 3 high.'),
      score: count('0 to 100.'),
    }),
    encode: (level) => level,
  }),
  row('GET /api/v2/users/me/export', exportOwnAccount, {
    summary: 'Export everything that is held about you',
    decode: () => ({}),
    result: AccountExport,
    encode: encodeAccountExport,
  }),
  row('DELETE /api/v2/users/delete', deleteOwnAccount, {
    summary: 'Delete your own account',
    body: {
      password: optionalText('The password, encrypted under the public key.'),
      code: optionalText('A code that was sent to an address of the account.'),
    },
    decode: ({ body }) => ({ ...body, encrypted: true }),
    result: doneResult,
    encode: done,
  }),

  statusRow('suspend', 'Suspended', 'Suspend a person'),
  statusRow('activate', 'Activated', 'Activate a person'),
  statusRow('resign', 'Resigned', 'Mark a person as having left'),
  statusRow('archive', 'Archived', 'Archive a person'),
]
