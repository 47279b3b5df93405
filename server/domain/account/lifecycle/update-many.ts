import { refuse } from '@menshen/contract/errors'
import { enqueue, type Prepared as Message } from '#domain/messaging/message/enqueue.ts'
import { prepareNotice } from '#domain/messaging/message/notice.ts'
import type { ValueInput } from '#domain/people/custom-field/custom-field.ts'
import { checkValues, writeValues } from '#domain/people/custom-field/write-values.ts'
import type { AccountInput } from '#domain/people/user/account-input.ts'
import type { User, UserStatus } from '#domain/people/user/user.ts'
import { findUser } from '#domain/people/user/user-store.ts'
import { requireSome } from '#domain/shape/list.ts'
import type { Context, Preparing, Verb } from '#domain/shape/verb.ts'
import { changeStatus } from './change-status.ts'
import { throughApplication } from './create-many.ts'
import { generatedPassword } from './generated-password.ts'
import { updateUser } from './update.ts'

/** What changes of one person; what is left out stays. */
export interface WholeUpdate {
  userId: string
  changes: AccountInput
  /** As administrators see it: a locked account is suspended, and activating one unlocks it. */
  status?: UserStatus | undefined
  customData?: readonly ValueInput[] | undefined
}

export interface UpdateManner {
  /** Passwords came as they are. */
  rawPassword?: boolean | undefined
  /** Passwords that nobody is told take the place of the present ones. */
  generatePassword?: boolean | undefined
  /** A mail tells each whose password changes. */
  tellOfPassword?: boolean | undefined
  /** The application that the mail speaks of. */
  applicationId?: string | undefined
}

export interface PeopleUpdate extends UpdateManner {
  people: WholeUpdate[]
}

interface Prepared {
  userId: string
  update: Awaited<ReturnType<typeof updateUser.prepare>>
  status: UserStatus | undefined
  customData: readonly ValueInput[]
  notice: Message | null
}

const most = 100
const abreast = 4

const [usual, ...others] = updateUser.emits

type Told = (typeof updateUser.emits | typeof changeStatus.emits)[number]

/**
 * An administrator changes people, all or nobody: 400 nobody, or more than 100, 2011 the application. Person by person 2004 nobody of that
 * id, 400 a password where one is to be made, then in the order of `user.update`, 400 custom fields, and 2212 the status of the owner of
 * the platform.
 */
export const updatePeople: Verb<Told, PeopleUpdate, User[], Prepared[]> = {
  name: 'user.update-people',
  admits: 'manager',
  emits: [usual, ...others, ...changeStatus.emits],
  async prepare(before, { people, ...manner }) {
    requireSome(people, 'list', most)
    const at = await throughApplication(before, manner.applicationId)
    const prepared: Prepared[] = []
    for (let from = 0; from < people.length; from += abreast)
      prepared.push(
        ...(await Promise.all(people.slice(from, from + abreast).map((one) => prepareOne(at, one, manner)))),
      )
    return prepared
  },
  async run(context, prepared) {
    // In one order for everybody, so that two who change the same people never wait in a circle.
    const inOrder = [...prepared].sort((one, other) => (one.userId < other.userId ? -1 : 1))
    for (const one of inOrder) await changeOne(context, one)
    const users: User[] = []
    for (const { userId } of prepared) users.push((await findUser(context.tx, context.pool.id, userId)) ?? refuse(2004))
    return users
  },
}

/** The same of one person. */
export const updatePerson: Verb<Told, UpdateManner & { person: WholeUpdate }, User, Prepared[]> = {
  ...updatePeople,
  name: 'user.update-person',
  prepare: (before, { person, ...manner }) => updatePeople.prepare(before, { people: [person], ...manner }),
  async run(context, prepared) {
    const [user] = (await updatePeople.run(context, prepared)) as User[]
    return user ?? refuse(2004)
  },
}

async function prepareOne(
  before: Preparing,
  { userId, changes, status, customData = [] }: WholeUpdate,
  { rawPassword, generatePassword, tellOfPassword }: UpdateManner,
): Promise<Prepared> {
  const user = (await findUser(before.reader, before.pool.id, userId)) ?? refuse(2004)
  if (generatePassword && changes.password) refuse(400, { variant: 'misfit', values: { field: 'password' } })
  const password = generatePassword ? { password: generatedPassword() } : {}
  const opened = status === 'Activated' && user.blocked ? { blocked: false } : {}
  const update = await updateUser.prepare(before, {
    id: userId,
    changes: { ...changes, ...password, ...opened },
    rawPassword: rawPassword || generatePassword,
  })
  await checkValues(before, 'USER', customData)
  const isNew = status !== undefined && status !== user.status && !(status === 'Suspended' && user.blocked)
  return {
    userId,
    update,
    status: isNew ? status : undefined,
    customData,
    notice: tellOfPassword && update.password ? await prepareNotice(before, 'PASSWORD_CHANGED', user) : null,
  }
}

async function changeOne(context: Context<Told>, { userId, update, status, customData, notice }: Prepared) {
  await updateUser.run(context, update)
  await writeValues(
    context,
    'USER',
    customData.map((value) => ({ ...value, targetId: userId })),
  )
  if (status) await changeStatus.run(context, { ids: [userId], status })
  if (notice) await enqueue(context, notice)
}
