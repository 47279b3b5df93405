import type { Words } from '@menshen/contract/settings'
import { type TObject, type TSchema, Type } from 'typebox'
import type { Annotations } from './setting.ts'

/** One setting of a provider, for a page or a form. */
export interface DescribedSetting {
  name: string
  required: boolean
  secret: boolean
  meaning: Words
  example: unknown
  schema: TSchema
}

/** The settings of a schema, in its order. */
export function describeSettings({ properties }: TObject): DescribedSetting[] {
  return Object.entries(properties).map(([name, schema]) => {
    const { meaning, examples, writeOnly = false } = schema as TSchema & Annotations
    return { name, required: !Type.IsOptional(schema), secret: writeOnly, meaning, example: examples[0], schema }
  })
}
