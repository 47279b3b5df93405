import type { CustomValue, ValueInput } from '#domain/people/custom-field/custom-field.ts'
import { getFields, removeField, setField } from '#domain/people/custom-field/define.ts'
import { readJson } from '#domain/people/custom-field/read-value.ts'
import { getValues, getValuesOfMany } from '#domain/people/custom-field/read-values.ts'
import { setValues, setValuesOfMany } from '#domain/people/custom-field/set-values.ts'
import { encodeCustomValue } from '../../../view/custom-value.ts'
import type { RowsFor } from '../../engine/rows.ts'
import type { Arguments } from '../arguments.gen.ts'
import type { RowContext } from '../context.ts'
import { loadCustomData } from '../load-custom-data.ts'

type Value = { key: string; value?: string | null }

const encode = (values: CustomValue[]) => values.map(encodeCustomValue)

/** Values travel as JSON text; what is none is a text itself. */
function decode({ key, value }: Value): ValueInput {
  return { key, value: typeof value === 'string' ? readJson(value) : null }
}

export const customFieldQueries = {
  udf: ({ targetType }, { domain, hints }) => domain.ask(getFields, hints, { targetType }),

  udv: async (target, { domain, hints }) => encode(await domain.ask(getValues, hints, target)),

  async udfValueBatch({ targetType, targetIds }, { domain, hints }) {
    const ids = targetIds.flatMap((id) => id ?? [])
    const values = await domain.ask(getValuesOfMany, hints, { targetType, targetIds: ids })
    return [...values].map(([targetId, data]) => ({ targetId, data: encode(data) }))
  },
} satisfies RowsFor<Arguments['Query'], RowContext>

export const customFieldMutations = {
  setUdf: (field, { domain, hints }) => domain.call(setField, hints, field),

  async removeUdf(field, { domain, hints, language }) {
    await domain.call(removeField, hints, field)
    return { code: 200, message: removed[language] }
  },

  async setUdv({ targetType, targetId, ...value }, { domain, hints }) {
    return encode(await domain.call(setValues, hints, { targetType, targetId, values: [decode(value)] }))
  },

  async setUdvBatch({ targetType, targetId, udvList }, { domain, hints }) {
    return encode(await domain.call(setValues, hints, { targetType, targetId, values: (udvList ?? []).map(decode) }))
  },

  async removeUdv({ targetType, targetId, key }, { domain, hints }) {
    return encode(await domain.call(setValues, hints, { targetType, targetId, values: [{ key, value: null }] }))
  },

  async setUdfValueBatch({ targetType, input }, { domain, hints, language }) {
    const writes = input.map(({ targetId, key, value }) => ({
      targetId,
      key,
      value: typeof value === 'string' ? readJson(value) : value,
    }))
    await domain.call(setValuesOfMany, hints, { targetType, writes })
    return { code: 200, message: written[language] }
  },
} satisfies RowsFor<Arguments['Mutation'], RowContext>

/** The field of a person that is a lookup of its own. */
export const customFieldsOfUser = {
  customData: async (_args, context, user: { id: string; userPoolId: string }) =>
    encode(await loadCustomData(context, user)),
} satisfies RowsFor<Arguments['User'], RowContext>

const removed = { 'zh-CN': '删除成功！', 'en-US': 'Deleted.' } as const
const written = { 'zh-CN': '设置成功！', 'en-US': 'Saved.' } as const
