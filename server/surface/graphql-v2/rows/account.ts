import { say } from '@menshen/contract/errors'
import { bindContact } from '#domain/account/contact/bind-contact.ts'
import { changeContact } from '#domain/account/contact/change-contact.ts'
import { unbindContact } from '#domain/account/contact/unbind-contact.ts'
import { listArchivedUsers } from '#domain/account/lifecycle/change-status.ts'
import { changePassword, checkOwnPassword } from '#domain/account/password/change-password.ts'
import type { User } from '#domain/people/user/user.ts'
import { pageOf } from '#domain/shape/page.ts'
import { encodeUser, graphqlDate } from '../../wire/user.ts'
import type { RowContext } from '../context.ts'

/** People who change themselves find the token that they came with; see `encodeUser`. */
const encodeSelf = (user: User, { hints }: RowContext) => encodeUser(user, graphqlDate, hints.token ?? null)

interface EmailChange {
  email: string
  emailCode: string
  oldEmail?: string | null
  oldEmailCode?: string | null
}

interface PhoneChange {
  phone: string
  phoneCode: string
  oldPhone?: string | null
  oldPhoneCode?: string | null
  phoneCountryCode?: string | null
  oldPhoneCountryCode?: string | null
}

export const accountMutations = {
  async updatePassword(change: { newPassword: string; oldPassword?: string | null }, context: RowContext) {
    const user = await context.domain.call(changePassword, context.hints, { ...change, encrypted: true })
    return encodeSelf(user, context)
  },

  async updateEmail({ email, emailCode, oldEmail, oldEmailCode }: EmailChange, context: RowContext) {
    const user = await context.domain.call(changeContact, context.hints, {
      kind: 'email',
      next: { address: email, code: emailCode },
      old: { address: oldEmail ?? '', code: oldEmailCode ?? '' },
    })
    return encodeSelf(user, context)
  },

  async updatePhone(change: PhoneChange, context: RowContext) {
    const user = await context.domain.call(changeContact, context.hints, {
      kind: 'phone',
      next: { address: change.phone, countryCode: change.phoneCountryCode, code: change.phoneCode },
      old: {
        address: change.oldPhone ?? '',
        countryCode: change.oldPhoneCountryCode,
        code: change.oldPhoneCode ?? '',
      },
    })
    return encodeSelf(user, context)
  },

  async bindEmail({ email, emailCode }: EmailChange, context: RowContext) {
    const bind = { kind: 'email' as const, address: email, code: emailCode }
    return encodeSelf(await context.domain.call(bindContact, context.hints, bind), context)
  },

  async bindPhone({ phone, phoneCode, phoneCountryCode }: PhoneChange, context: RowContext) {
    const bind = { kind: 'phone' as const, address: phone, countryCode: phoneCountryCode, code: phoneCode }
    return encodeSelf(await context.domain.call(bindContact, context.hints, bind), context)
  },

  async unbindEmail(_args: unknown, context: RowContext) {
    return encodeSelf(await context.domain.call(unbindContact, context.hints, { kind: 'email' }), context)
  },

  async unbindPhone(_args: unknown, context: RowContext) {
    return encodeSelf(await context.domain.call(unbindContact, context.hints, { kind: 'phone' }), context)
  },
}

export const accountQueries = {
  async checkPassword({ password }: { password?: string | null }, { domain, hints, language }: RowContext) {
    const right = await domain.call(checkOwnPassword, hints, { password: password ?? '', encrypted: true })
    return right ? { code: 200, message: passwordIsRight[language] } : { code: 2006, message: say(2006, language) }
  },

  async archivedUsers({ page, limit }: { page?: number | null; limit?: number | null }, { domain, hints }: RowContext) {
    const { totalCount, list } = await domain.ask(listArchivedUsers, hints, pageOf(page, limit))
    return { totalCount, list: list.map((user) => encodeUser(user, graphqlDate)) }
  },
}

const passwordIsRight = { 'zh-CN': '密码正确', 'en-US': 'This is the password' } as const
