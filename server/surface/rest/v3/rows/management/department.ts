import Type from 'typebox'
import {
  createNamedDepartment,
  deleteNamedDepartment,
  setDepartmentStatus,
  updateNamedDepartment,
} from '#domain/structure/named-organisation/change-department.ts'
import { optionalFlag, optionalObject, optionalText, optionalTexts, said, text } from '../../../engine/fields.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import {
  customData,
  decodeDepartment,
  decodeOrganisation,
  decodeValues,
  departmentIdType,
  departmentName,
  metadata,
  organisationName,
  translations,
} from '../../department-fields.ts'
import { encodeNamedDepartment } from '../../encode-department.ts'
import { succeeded, success } from '../../fields.ts'
import { NamedDepartment } from '../../nouns/department.ts'

const told = {
  code: optionalText('Unique in the organisation.'),
  description: optionalText('What it is.'),
  i18n: optionalObject('The name in other languages.', { name: translations }),
  customData,
  metadata,
}

export const departmentRows: RestRow[] = [
  row('POST /api/v3/create-department', createNamedDepartment, {
    summary: 'Create a department of an organisation',
    body: {
      ...organisationName,
      name: text('What people read.'),
      parentDepartmentId: Type.Optional(text('The department above it; `root`, and left out: the one at the top.')),
      departmentIdType,
      openDepartmentId: optionalText('Its id in a system of yours.'),
      isVirtualNode: said(optionalFlag('Stands in the tree and is no department of anybody.')),
      ...told,
    },
    decode: ({ body }) => ({
      organisation: decodeOrganisation(body),
      parent: { name: body.parentDepartmentId ?? 'root', by: body.departmentIdType },
      name: body.name,
      code: body.code,
      description: body.description,
      openId: body.openDepartmentId,
      isVirtual: body.isVirtualNode,
      labels: body.i18n?.name,
      values: decodeValues(body.customData),
    }),
    result: NamedDepartment,
    encode: encodeNamedDepartment,
  }),
  row('POST /api/v3/update-department', updateNamedDepartment, {
    summary: 'Change a department of an organisation, or hang it elsewhere',
    body: {
      ...departmentName,
      name: optionalText('What people read.'),
      parentDepartmentId: optionalText('The department that it is to hang below, called as it is itself.'),
      leaderUserIds: said(optionalTexts('Who leads it from now on; whoever is not in it joins it.')),
      status: said(optionalFlag('Whether it is enabled.')),
      ...told,
    },
    decode: ({ body }) => ({
      named: decodeDepartment(body),
      parent: body.parentDepartmentId,
      leaderIds: body.leaderUserIds,
      name: body.name,
      code: body.code,
      description: body.description,
      isEnabled: body.status,
      labels: body.i18n?.name,
      values: decodeValues(body.customData),
    }),
    result: NamedDepartment,
    encode: encodeNamedDepartment,
  }),
  row('POST /api/v3/delete-department', deleteNamedDepartment, {
    summary: 'Delete a department of an organisation, with all below it',
    body: departmentName,
    decode: ({ body }) => decodeDepartment(body),
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/update-department-status', setDepartmentStatus, {
    summary: 'Enable or disable a department',
    body: { departmentId: text('The department.'), status: Type.Boolean({ description: 'Whether it is enabled.' }) },
    decode: ({ body }) => ({ id: body.departmentId, status: body.status, isTop: false }),
    result: success,
    encode: succeeded,
  }),
]
