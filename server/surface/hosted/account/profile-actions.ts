import { refuse } from '@menshen/contract/errors'
import type { Received } from '@menshen/contract/pages/action'
import { shownProfile } from '@menshen/contract/pages/centre-actions'
import type { OwnField, Person } from '@menshen/contract/pages/centre-answers'
import { updateUser } from '#domain/account/lifecycle/update.ts'
import type { CustomField, ValueInput } from '#domain/people/custom-field/custom-field.ts'
import { getFields } from '#domain/people/custom-field/define.ts'
import { readOptions } from '#domain/people/custom-field/options.ts'
import { getValues } from '#domain/people/custom-field/read-values.ts'
import { setOwnValues } from '#domain/people/custom-field/set-values.ts'
import { upload } from '#domain/people/file/upload.ts'
import { getOwnPrincipal } from '#domain/people/principal/find.ts'
import type { ProfileField } from '#domain/people/user/profile-types.ts'
import type { User } from '#domain/people/user/user.ts'
import { encodeCustomValue } from '../../view/custom-value.ts'
import { encodePrincipal } from '../../view/principal.ts'
import { restDate } from '../../view/user.ts'
import { ask, doing, type Handlers } from './action.ts'

const written = Object.keys(shownProfile) as (keyof typeof shownProfile & ProfileField)[]

export function encodePerson(user: User): Person {
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
function decodeProfile(sent: Received<typeof shownProfile>) {
  const changed = written.filter((field) => sent[field] !== undefined)
  return { changes: Object.fromEntries(changed.map((field) => [field, sent[field]?.trim() || null])) }
}

function encodeField({ key, label, dataType, options, userEditable }: CustomField): OwnField {
  return { key, label: label || key, dataType, choices: readOptions(options).choices, editable: userEditable }
}

function decodeValues(values: unknown): { values: ValueInput[] } {
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
export const profileActions: Handlers<'profile' | 'save-profile' | 'save-fields' | 'save-photo' | 'remove-photo'> = {
  async profile(visit) {
    const target = { targetType: 'USER', targetId: visit.user.id } as const
    const [fields, values, principal] = await Promise.all([
      ask(visit, getFields, { targetType: 'USER' }),
      ask(visit, getValues, target),
      ask(visit, getOwnPrincipal, {}),
    ])
    const shown = fields.filter(({ visibleInCenter }) => visibleInCenter)
    const keys = new Set(shown.map(({ key }) => key))
    return {
      person: encodePerson(visit.user),
      fields: shown.map(encodeField),
      values: values.filter(({ key }) => keys.has(key)).map(encodeCustomValue),
      principal: encodePrincipal(principal),
    }
  },
  'save-profile': doing(updateUser, decodeProfile, (user) => ({ person: encodePerson(user) })),
  'save-fields': doing(
    setOwnValues,
    ({ values }) => decodeValues(values),
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
