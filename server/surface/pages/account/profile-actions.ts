import { refuse } from '@menshen/contract/errors'
import { updateUser } from '#domain/account/lifecycle/update.ts'
import type { CustomField, ValueInput } from '#domain/people/custom-field/custom-field.ts'
import { getFields } from '#domain/people/custom-field/define.ts'
import { readOptions } from '#domain/people/custom-field/options.ts'
import { getValues } from '#domain/people/custom-field/read-values.ts'
import { setOwnValues } from '#domain/people/custom-field/set-values.ts'
import { upload } from '#domain/people/file/upload.ts'
import { getOwnPrincipal } from '#domain/people/principal/find.ts'
import type { ProfileField, User } from '#domain/people/user/user.ts'
import { encodeCustomValue } from '../../wire/custom-value.ts'
import { encodePrincipal } from '../../wire/principal.ts'
import { restDate } from '../../wire/user.ts'
import { type AccountAction, ask, doing, type Texts } from './action.ts'

/** What the page shows of a profile and lets people write. */
const written = [
  'nickname',
  'name',
  'givenName',
  'familyName',
  'gender',
  'birthdate',
  'company',
  'website',
  'country',
  'province',
  'city',
  'streetAddress',
  'postalCode',
  'locale',
  'zoneinfo',
] as const satisfies ProfileField[]

export function encodePerson(user: User) {
  const { id, username, email, phone, phoneCountryCode, emailVerified, phoneVerified, profile, signedUp } = user
  return {
    id,
    username,
    email,
    emailVerified,
    phone,
    phoneCountryCode,
    phoneVerified,
    photo: profile.photo ?? null,
    signedUp: restDate(signedUp),
    profile: Object.fromEntries(written.map((field) => [field, profile[field] ?? ''])),
  }
}

/** What is left empty is taken away; what the page did not send stays. */
function decodeProfile(texts: Texts) {
  const sent = written.filter((field) => texts[field] !== undefined)
  return { changes: Object.fromEntries(sent.map((field) => [field, texts[field]?.trim() || null])) }
}

function encodeField({ key, label, dataType, options, userEditable }: CustomField) {
  return { key, label: label || key, dataType, choices: readOptions(options).choices, editable: userEditable }
}

function decodeValues(body: unknown): { values: ValueInput[] } {
  const { values } = (body ?? {}) as { values?: unknown }
  if (!Array.isArray(values)) return wrong()
  return {
    values: values.map((item) => {
      const { key, value } = (item ?? {}) as Record<string, unknown>
      return typeof key === 'string' && typeof value === 'string'
        ? { key, value: value === '' ? null : value, fromForm: true }
        : wrong()
    }),
  }
}

function wrong(): never {
  return refuse(400, { variant: 'like', values: { field: 'values', example: '[{"key": "a", "value": "b"}]' } })
}

/** The name, the particulars, the picture and whatever else the pool asks of its people. */
export const profileActions: Record<string, AccountAction> = {
  async profile(visit) {
    const target = { targetType: 'USER', targetId: visit.user.id } as const
    const [fields, values, principal] = await Promise.all([
      ask(visit, getFields, { targetType: 'USER' }),
      ask(visit, getValues, target),
      ask(visit, getOwnPrincipal, {}),
    ])
    return {
      person: encodePerson(visit.user),
      fields: fields.map(encodeField),
      values: values.map(encodeCustomValue),
      principal: encodePrincipal(principal),
    }
  },
  'save-profile': doing(updateUser, decodeProfile, (user) => ({ person: encodePerson(user) })),
  'save-fields': doing(
    setOwnValues,
    (_texts, { request }) => decodeValues(request.body),
    (values) => ({ values: values.map(encodeCustomValue) }),
  ),
  /** The body is the picture itself. */
  async 'save-photo'({ pages: { domain }, hints, request }) {
    const read = async () =>
      Buffer.isBuffer(request.body)
        ? request.body
        : refuse(400, { variant: 'fileFormat', values: { formats: 'PNG, JPEG, GIF, WebP' } })
    const { url } = await upload(domain, hints, { folder: 'avatar', read })
    const user = await domain.call(updateUser, hints, { changes: { photo: url } })
    return { person: encodePerson(user) }
  },
  'remove-photo': doing(
    updateUser,
    () => ({ changes: { photo: null } }),
    (user) => ({ person: encodePerson(user) }),
  ),
}
