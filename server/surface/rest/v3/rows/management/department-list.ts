import Type from 'typebox'
import {
  getNamedDepartment,
  getParent,
  listAllBelow,
  listNamedChildren,
  searchNamed,
} from '#domain/structure/named-organisation/departments.ts'
import type { DescribedDepartment } from '#domain/structure/named-organisation/describe.ts'
import {
  flag,
  objects,
  optionalAnyText,
  optionalChoice,
  optionalFlag,
  optionalText,
  optionalUnchecked,
  required,
  said,
  text,
} from '../../../engine/fields.ts'
import { nullable, pageResult } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import {
  decodeDepartment,
  decodeOrganisation,
  departmentIdType,
  departmentName,
  organisationName,
  tenantId,
  withCustomData,
  withPost,
} from '../../department-fields.ts'
import { encodeNamedDepartment } from '../../encode-department.ts'
import { page } from '../../fields.ts'
import { NamedDepartment } from '../../nouns/department.ts'

/** A list that is told whole. */
const encodeAll = (departments: DescribedDepartment[]) => ({
  totalCount: departments.length,
  list: departments.map(encodeNamedDepartment),
})

const condition = {
  field: text('name, code, openDepartmentId, createdAt or updatedAt.'),
  operator: text(
    'EQUAL, IN or CONTAINS of texts; EQUAL, GREATER, LESSER or BETWEEN of times, which take the time itself too.',
  ),
  value: optionalUnchecked(
    'A text, or a time in milliseconds since 1970; a list of texts for IN, two times for BETWEEN.',
    {
      type: ['string', 'number', 'array'],
    },
  ),
}

export const departmentListRows: RestRow[] = [
  row('GET /api/v3/get-department', getNamedDepartment, {
    summary: 'Read a department of an organisation',
    query: {
      organizationCode: optionalAnyText('The code of the organisation; needed where a code names several departments.'),
      tenantId,
      departmentId: optionalAnyText('The department; `root` is the one at the top.'),
      departmentCode: optionalText('The code of the department, in the place of departmentId.'),
      departmentIdType,
      withCustomData,
      flatCustomData: flag('The same answer: custom fields always stand by their names.'),
    },
    decode: ({
      query: { organizationCode, tenantId, departmentId, departmentCode, departmentIdType, withCustomData },
    }) => ({
      organisation: organizationCode === undefined ? null : { code: organizationCode, tenantId },
      ...(departmentCode === undefined
        ? { name: required(departmentId), by: departmentIdType }
        : { name: departmentCode, by: 'code' as const }),
      withCustomData,
    }),
    result: NamedDepartment,
    encode: encodeNamedDepartment,
  }),
  row('GET /api/v3/get-department-by-id', getNamedDepartment, {
    summary: 'Read a department by its id',
    query: { departmentId: text('The department.'), withCustomData },
    decode: ({ query: { departmentId, withCustomData } }) => ({
      organisation: null,
      name: departmentId,
      by: 'department_id' as const,
      withCustomData,
    }),
    result: NamedDepartment,
    encode: encodeNamedDepartment,
  }),
  row('GET /api/v3/get-parent-department', getParent, {
    summary: 'Read the department above one; null above the one at the top',
    query: { ...departmentName, withCustomData },
    decode: ({ query }) => ({ ...decodeDepartment(query), withCustomData: query.withCustomData }),
    result: nullable(NamedDepartment),
    encode: (above) => above && encodeNamedDepartment(above),
  }),
  row('GET /api/v3/list-children-departments', listNamedChildren, {
    summary: 'List the departments right below one',
    query: {
      ...departmentName,
      status: said(optionalFlag('Those that are enabled, or those that are not.')),
      excludeVirtualNode: flag('Without those that are no department of anybody.'),
      onlyVirtualNode: flag('Only those.'),
      withCustomData,
    },
    decode: ({ query }) => ({
      ...decodeDepartment(query),
      isEnabled: query.status,
      isVirtual: query.onlyVirtualNode || (query.excludeVirtualNode ? false : undefined),
      withCustomData: query.withCustomData,
    }),
    result: pageResult(NamedDepartment),
    encode: encodeAll,
  }),
  row('GET /api/v3/get-all-departments', listAllBelow, {
    summary: 'List everything below a department, from the top down',
    query: {
      ...departmentName,
      departmentId: optionalText('The department; the one at the top when left out.'),
      withCustomData,
    },
    decode: ({ query: { departmentId = 'root', withCustomData, ...query } }) => ({
      ...decodeDepartment({ ...query, departmentId }),
      withCustomData,
    }),
    result: pageResult(NamedDepartment),
    encode: encodeAll,
  }),
  row('POST /api/v3/search-departments', searchNamed, {
    summary: 'Search the departments of an organisation; the first 200 are told',
    body: { ...organisationName, keywords: text('Part of the name or the code.'), withCustomData },
    decode: ({ body }) => ({
      organisation: decodeOrganisation(body),
      text: body.keywords,
      page: 1,
      limit: 200,
      withCustomData: body.withCustomData,
    }),
    result: Type.Array(NamedDepartment),
    encode: ({ list }) => list.map(encodeNamedDepartment),
  }),
  row('POST /api/v3/search-departments-list', searchNamed, {
    summary: 'List the departments of an organisation to which all of some conditions apply',
    body: {
      ...organisationName,
      ...page,
      advancedFilter: Type.Optional(objects('The conditions.', condition)),
      sortBy: optionalChoice(['updatedAt', 'createdAt'], 'By what they are told in order.'),
      orderBy: optionalChoice(['ASC', 'DESC'], 'In which direction; DESC when left out.'),
      sort: Type.Optional(
        objects('The same by several fields, in the place of sortBy.', {
          field: Type.Enum(['updatedAt', 'createdAt', 'name']),
          order: Type.Enum(['asc', 'desc']),
        }),
      ),
      withCustomData,
      withPost,
    },
    decode: ({ body }) => ({
      organisation: decodeOrganisation(body),
      conditions: body.advancedFilter,
      order: (body.sort ?? [{ field: body.sortBy ?? 'createdAt', order: body.orderBy ?? 'DESC' }]).map(
        ({ field, order }) => ({ by: field, isDescending: order.toUpperCase() === 'DESC' }),
      ),
      page: body.page,
      limit: body.limit,
      withCustomData: body.withCustomData,
    }),
    result: Type.Array(NamedDepartment),
    encode: ({ list }) => list.map(encodeNamedDepartment),
  }),
]
