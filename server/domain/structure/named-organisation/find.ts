import { requireFew } from '#domain/shape/list.ts'
import type { Page } from '#domain/shape/page.ts'
import { requiredText } from '#domain/shape/text.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { Department } from '../organisation/organisation.ts'
import { type DescribedDepartment, type Tell, tell } from './describe.ts'
import { listRoots } from './list-store.ts'
import { type OrganisationName, requireRoot } from './name.ts'
import { findRootsNamed } from './named-store.ts'

export interface Described {
  totalCount: number
  list: DescribedDepartment[]
}

/** The department at the top of an organisation. Refuses like `requireRoot`. */
export const getNamedOrganisation: Question<{ organisation: OrganisationName } & Tell, DescribedDepartment> = {
  name: 'organisation.get-named',
  admits: 'manager',
  async answer(before, { organisation, ...asked }) {
    const [found] = await tell(before, [await requireRoot(before.reader, before.pool.id, organisation)], asked)
    return found as DescribedDepartment
  },
}

/** Those of the organisations that there are, in the order asked for. 400 more than 1,000. */
export const getNamedOrganisations: Question<
  { codes: string[]; tenantId?: string | undefined } & Tell,
  DescribedDepartment[]
> = {
  name: 'organisation.batch-named',
  admits: 'manager',
  async answer(before, { codes, tenantId, ...asked }) {
    requireFew(codes, 'organizationCodeList')
    const roots = await findRootsNamed(before.reader, before.pool.id, codes, tenantId)
    const inOrder = [...new Set(codes)].flatMap((code) => roots.filter((root) => nameOf(root) === code))
    return tell(before, inOrder, asked)
  },
}

const nameOf = ({ code, organisationId }: Department) => code ?? organisationId

/** So many are told where all of them are asked for. */
const all = 1_000

export interface OrganisationList extends Tell, Page {
  /** The first 1,000, whatever the page. */
  fetchAll?: boolean | undefined
  tenantId?: string | undefined
  isEnabled?: boolean | undefined
  /** Stands in the name or the code, in any case. */
  text?: string | undefined
}

/** The departments at the top of organisations, newest first. 400 for a text that is blank or of more than 100 characters. */
export const listNamedOrganisations: Question<OrganisationList, Described> = {
  name: 'organisation.list-named',
  admits: 'manager',
  async answer(before, { fetchAll, text, page, limit, withCustomData, ...wanted }) {
    const { totalCount, list } = await listRoots(before.reader, before.pool.id, {
      ...wanted,
      ...(fetchAll ? { page: 1, limit: all } : { page, limit }),
      ...(text !== undefined && { text: requiredText(text, 'keywords', 100) }),
    })
    return { totalCount, list: await tell(before, list, { withCustomData }) }
  },
}
