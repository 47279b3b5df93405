import { numbersOf } from '#domain/tenancy/namespace/require.ts'
import type { Reader } from '#platform/database/database.ts'
import type { Resource as StoredResource } from './resource-store.ts'

/** `namespaceId` is the number of its namespace. */
export type Resource = StoredResource & { namespaceId: number }

export async function numbered(reader: Reader, userPoolId: string, resources: StoredResource[]): Promise<Resource[]> {
  const codes = resources.map(({ namespace }) => namespace)
  const numberOf = await numbersOf(reader, userPoolId, codes)
  return resources.map((resource) => ({ ...resource, namespaceId: numberOf(resource.namespace) }))
}

export async function numberedOne(reader: Reader, resource: StoredResource): Promise<Resource> {
  return (await numbered(reader, resource.userPoolId, [resource]))[0] as Resource
}
