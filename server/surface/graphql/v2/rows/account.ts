import { say } from '@menshen/contract/errors'
import { bindContact } from '#domain/account/contact/bind-contact.ts'
import { changeContact } from '#domain/account/contact/change-contact.ts'
import { unbindContact } from '#domain/account/contact/unbind-contact.ts'
import { listArchivedUsers } from '#domain/account/lifecycle/change-status.ts'
import { changePassword, checkOwnPassword } from '#domain/account/password/change-password.ts'
import type { User } from '#domain/people/user/user.ts'
import { pageOf } from '#domain/shape/page.ts'
import { encodeUser, graphqlDate } from '../../../view/user.ts'
import type { RowsFor } from '../../engine/rows.ts'
import type { Arguments } from '../arguments.gen.ts'
import type { RowContext } from '../context.ts'

/** People who change themselves find the token that they came with; see `encodeUser`. */
const encodeSelf = (user: User, { hints }: RowContext) => encodeUser(user, graphqlDate, hints.token ?? null)

export const accountMutations = {
  async updatePassword(change, context) {
    const user = await context.domain.call(changePassword, context.hints, { ...change, encrypted: true })
    return encodeSelf(user, context)
  },

  async updateEmail({ email, emailCode, oldEmail, oldEmailCode }, context) {
    const user = await context.domain.call(changeContact, context.hints, {
      kind: 'email',
      next: { address: email, code: emailCode },
      old: { address: oldEmail ?? '', code: oldEmailCode ?? '' },
    })
    return encodeSelf(user, context)
  },

  async updatePhone(change, context) {
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

  async bindEmail({ email, emailCode }, context) {
    const bind = { kind: 'email' as const, address: email, code: emailCode }
    return encodeSelf(await context.domain.call(bindContact, context.hints, bind), context)
  },

  async bindPhone({ phone, phoneCode, phoneCountryCode }, context) {
    const bind = { kind: 'phone' as const, address: phone, countryCode: phoneCountryCode, code: phoneCode }
    return encodeSelf(await context.domain.call(bindContact, context.hints, bind), context)
  },

  async unbindEmail(_args, context) {
    return encodeSelf(await context.domain.call(unbindContact, context.hints, { kind: 'email' }), context)
  },

  async unbindPhone(_args, context) {
    return encodeSelf(await context.domain.call(unbindContact, context.hints, { kind: 'phone' }), context)
  },
} satisfies RowsFor<Arguments['Mutation'], RowContext>

export const accountQueries = {
  async checkPassword({ password }, { domain, hints, language }) {
    const right = await domain.call(checkOwnPassword, hints, { password: password ?? '', encrypted: true })
    return right ? { code: 200, message: passwordIsRight[language] } : { code: 2006, message: say(2006, language) }
  },

  async archivedUsers({ page, limit }, { domain, hints }) {
    const { totalCount, list } = await domain.ask(listArchivedUsers, hints, pageOf(page, limit))
    return { totalCount, list: list.map((user) => encodeUser(user, graphqlDate)) }
  },
} satisfies RowsFor<Arguments['Query'], RowContext>

const passwordIsRight = { 'zh-CN': '密码正确', 'en-US': 'This is the password' } as const
