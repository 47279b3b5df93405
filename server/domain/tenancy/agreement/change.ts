import { randomInt } from 'node:crypto'
import { refuse } from '@menshen/contract/errors'
import { choiceOf, refuseChoice } from '#domain/shape/choice.ts'
import { flag, givenOf, text } from '#domain/shape/kind.ts'
import { requiredText } from '#domain/shape/text.ts'
import { type Context, nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import { lockApplication } from '../application/application-store.ts'
import { type Agreement, agreementLanguages } from './agreement.ts'
import {
  type AgreementChanges,
  findAgreements,
  insertAgreement,
  placeAgreements,
  deleteAgreement as remove,
  saveAgreement,
} from './agreement-store.ts'

const maxAgreements = 100

/** Unchecked; absent fields undefined. */
export type AgreementInput = Partial<Record<keyof AgreementChanges, unknown>>

/** Which application, and which agreement of it. */
interface Named {
  applicationId: string
  id: string
}

type Checked<Input> = Input & { seal: Seal }

/** 400 for a title that is no text, empty or longer than 5000 characters, and for anything else that cannot be. */
function parse({ language, availableAt, ...sent }: AgreementInput): AgreementChanges {
  const { title, ...given } = givenOf({ title: text, required: flag }, sent)
  if (availableAt !== undefined && ![0, 1, 2].includes(availableAt as number)) refuseChoice('availableAt', [0, 1, 2])
  const known = language === undefined ? undefined : choiceOf(language, 'lang', agreementLanguages)
  return {
    ...(title !== undefined && { title: requiredText(title, 'title', 5000) }),
    ...given,
    ...(known && { language: known }),
    ...(availableAt !== undefined && { availableAt: availableAt as number }),
  }
}

/** The application is locked, so that what is read of its agreements stays true. 2011 not of this pool. */
async function hold({ tx, pool }: Context, { applicationId, seal }: Checked<Pick<Named, 'applicationId'>>) {
  await ((await lockApplication(tx, seal, pool.id, applicationId)) ?? refuse(2011))
  return findAgreements(tx, pool.id, applicationId)
}

type Creation = { applicationId: string; agreement: AgreementInput }

/** Adds an agreement after the others. 2010 no application named, 2231 no title, 400 what cannot be, or 100 already, 2011 not of this pool. */
export const createAgreement: Verb<
  'agreement.created',
  Creation,
  Agreement,
  Checked<{ applicationId: string; fields: AgreementChanges }>
> = {
  name: 'agreement.create',
  admits: 'manager',
  emits: ['agreement.created'],
  prepare({ ports }, { applicationId, agreement }) {
    if (!applicationId) refuse(2010)
    if (agreement.title === undefined || agreement.title === null) refuse(2231)
    return { applicationId, fields: parse(agreement), seal: ports.seal }
  },
  async run(context, { fields, ...seen }) {
    const others = await hold(context, seen)
    if (others.length >= maxAgreements)
      refuse(400, { variant: 'many', values: { field: 'agreements', max: maxAgreements } })
    const agreement: Agreement = {
      title: '',
      required: true,
      language: 'zh-CN',
      availableAt: 0,
      ...fields,
      id: freshId(others),
      userPoolId: context.pool.id,
      applicationId: seen.applicationId,
      position: Math.max(0, ...others.map(({ position }) => position)) + 1,
    }
    await insertAgreement(context.tx, agreement)
    context.emit('agreement.created', about(agreement.applicationId, agreement.id))
    return agreement
  },
}

type Update = Named & { changes: AgreementInput }

/** Changes what is given. 2010 no application named, 400 what cannot be, 404 no such agreement of the application. */
export const updateAgreement: Verb<'agreement.updated', Update, Agreement, Named & { fields: AgreementChanges }> = {
  name: 'agreement.update',
  admits: 'manager',
  emits: ['agreement.updated'],
  prepare: (_before, { changes, ...named }) => ({ ...named, fields: parse(changes) }),
  async run({ tx, pool, now, emit }, { applicationId, id, fields }) {
    if (!applicationId) refuse(2010)
    const key = { userPoolId: pool.id, applicationId, id: numberOf(id) }
    const saved = (await saveAgreement(tx, key, fields, now)) ?? refuseMissing(id)
    emit('agreement.updated', about(applicationId, saved.id))
    return saved
  },
}

/** 2010 no application named, 404 no such agreement of the application. */
export const deleteAgreement: Verb<'agreement.deleted', Named, void> = {
  name: 'agreement.delete',
  admits: 'manager',
  emits: ['agreement.deleted'],
  prepare: nothingToPrepare,
  async run({ tx, pool, emit }, { applicationId, id }) {
    if (!applicationId) refuse(2010)
    const number = numberOf(id)
    if (!(await remove(tx, { userPoolId: pool.id, applicationId, id: number }))) refuseMissing(id)
    emit('agreement.deleted', about(applicationId, number))
  },
}

type Sorting = { applicationId: string; ids: number[] }

/** Puts agreements in this order; those not named follow in the order they had. 2010, 2011, 404 one of them is missing. */
export const sortAgreements: Verb<'agreement.sorted', Sorting, void, Checked<Sorting>> = {
  name: 'agreement.sort',
  admits: 'manager',
  emits: ['agreement.sorted'],
  prepare: ({ ports }, { applicationId, ids }) => ({
    applicationId: applicationId || refuse(2010),
    ids: [...new Set(ids)],
    seal: ports.seal,
  }),
  async run(context, seen) {
    const known = (await hold(context, seen)).map(({ id }) => id)
    for (const id of seen.ids) if (!known.includes(id)) refuseMissing(String(id))
    const order = [...seen.ids, ...known.filter((id) => !seen.ids.includes(id))]
    const { tx, pool, now } = context
    await placeAgreements(tx, { userPoolId: pool.id, applicationId: seen.applicationId }, order, now)
    context.emit('agreement.sorted', { applicationId: seen.applicationId, agreementIds: order.map(String) })
  },
}

const about = (applicationId: string, id: number) => ({ applicationId, agreementId: String(id) })

/** A number, as the official clients want it, of 31 bits, as some of them hold it. */
function freshId(others: Agreement[]): number {
  const id = randomInt(1, 2 ** 31)
  return others.some((other) => other.id === id) ? freshId(others) : id
}

/** No agreement has the id 0. */
function numberOf(id: string): number {
  return /^\d{1,10}$/.test(id) && Number(id) < 2 ** 31 ? Number(id) : 0
}

function refuseMissing(key: string): never {
  return refuse(404, { variant: 'agreement', values: { key } })
}
