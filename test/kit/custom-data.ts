import { graphql, type Outcome, rest, type Speaking } from './wire.ts'
import type { World } from './world.ts'

const documents = {
  udf: 'query ($targetType: UDFTargetType!) { udf(targetType: $targetType) { targetType dataType key label options } }',
  udv: 'query ($targetType: UDFTargetType!, $targetId: String!) { udv(targetType: $targetType, targetId: $targetId) { key dataType value label } }',
  udfValueBatch:
    'query ($targetType: UDFTargetType!, $targetIds: [String]!) { udfValueBatch(targetType: $targetType, targetIds: $targetIds) { targetId data { key dataType value label } } }',
  setUdf:
    'mutation ($targetType: UDFTargetType!, $key: String!, $dataType: UDFDataType!, $label: String!, $options: String) { setUdf(targetType: $targetType, key: $key, dataType: $dataType, label: $label, options: $options) { targetType dataType key label options } }',
  removeUdf:
    'mutation ($targetType: UDFTargetType!, $key: String!) { removeUdf(targetType: $targetType, key: $key) { code message } }',
  setUdv:
    'mutation ($targetType: UDFTargetType!, $targetId: String!, $key: String!, $value: String!) { setUdv(targetType: $targetType, targetId: $targetId, key: $key, value: $value) { key dataType value label } }',
  setUdvBatch:
    'mutation ($targetType: UDFTargetType!, $targetId: String!, $udvList: [UserDefinedDataInput!]) { setUdvBatch(targetType: $targetType, targetId: $targetId, udvList: $udvList) { key dataType value label } }',
  removeUdv:
    'mutation ($targetType: UDFTargetType!, $targetId: String!, $key: String!) { removeUdv(targetType: $targetType, targetId: $targetId, key: $key) { key dataType value label } }',
  setUdfValueBatch:
    'mutation ($targetType: UDFTargetType!, $input: [SetUdfValueBatchInput!]!) { setUdfValueBatch(targetType: $targetType, input: $input) { code message } }',
} as const

export interface Value {
  key: string
  dataType: string
  value: string
  label: string | null
}

/** Sends one of `documents`; the kind of record is a person's unless the variables say another. */
export function sendUdf(
  world: World,
  name: keyof typeof documents,
  variables: object,
  speaking: Speaking,
): Promise<Outcome> {
  return graphql(
    world.origin,
    documents[name],
    { targetType: 'USER', ...variables },
    { tenant: world.tenant, ...speaking },
  )
}

/** Writes one's own fields as the mobile clients do. */
export function sendForm(world: World, values: Record<string, unknown>, speaking: Speaking): Promise<Outcome> {
  const udfs = Object.entries(values).map(([definition, value]) => ({ definition, value }))
  return rest(world.origin, 'POST', '/api/v2/udfs/values', { udfs }, { tenant: world.tenant, ...speaking })
}
