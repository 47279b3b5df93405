import Type from 'typebox'
import { setDepartmentStatus } from '#domain/structure/named-organisation/change-department.ts'
import {
  createNamedOrganisation,
  deleteNamedOrganisation,
  updateNamedOrganisation,
} from '#domain/structure/named-organisation/change-organisation.ts'
import {
  getNamedOrganisation,
  getNamedOrganisations,
  listNamedOrganisations,
} from '#domain/structure/named-organisation/find.ts'
import { growTree } from '#domain/structure/named-organisation/grow-tree.ts'
import {
  flag,
  optionalFlag,
  optionalObject,
  optionalText,
  optionalTexts,
  optionalUnchecked,
  said,
  someListed,
  text,
} from '../../../engine/fields.ts'
import { count, pageResult, shape } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import {
  decodeOrganisation,
  metadata,
  organisationName,
  tenantId,
  translations,
  withCustomData,
} from '../../department-fields.ts'
import { encodeNamedOrganisation } from '../../encode-department.ts'
import { page, succeeded, success } from '../../fields.ts'
import { NamedOrganisation } from '../../nouns/department.ts'

const told = {
  description: optionalText('What it is.'),
  openDepartmentId: optionalText('Its id in a system of yours.'),
  i18n: optionalObject('The name in other languages.', { organizationName: translations }),
}

export const organisationRows: RestRow[] = [
  row('GET /api/v3/get-organization', getNamedOrganisation, {
    summary: 'Read an organisation',
    query: { ...organisationName, withCustomData },
    decode: ({ query }) => ({ organisation: decodeOrganisation(query), withCustomData: query.withCustomData }),
    result: NamedOrganisation,
    encode: encodeNamedOrganisation,
  }),
  row('GET /api/v3/get-organization-batch', getNamedOrganisations, {
    summary: 'Read organisations',
    query: { organizationCodeList: someListed('organizationCodeList', 'Their codes.'), tenantId, withCustomData },
    decode: ({ query: { organizationCodeList, ...query } }) => ({ codes: organizationCodeList, ...query }),
    result: Type.Array(NamedOrganisation),
    encode: (organisations) => organisations.map(encodeNamedOrganisation),
  }),
  row('GET /api/v3/list-organizations', listNamedOrganisations, {
    summary: 'List organisations',
    query: {
      ...page,
      fetchAll: flag('The first 1,000 at once, whatever the page.'),
      tenantId,
      status: said(optionalFlag('Those that are enabled, or those that are not.')),
      withCustomData,
    },
    decode: ({ query: { status, ...query } }) => ({ ...query, isEnabled: status }),
    result: pageResult(NamedOrganisation),
    encode: ({ totalCount, list }) => ({ totalCount, list: list.map(encodeNamedOrganisation) }),
  }),
  row('GET /api/v3/search-organizations', listNamedOrganisations, {
    summary: 'Search organisations',
    query: { keywords: text('Part of the name or the code.'), ...page, tenantId, withCustomData },
    decode: ({ query: { keywords, ...query } }) => ({ ...query, text: keywords }),
    result: pageResult(NamedOrganisation),
    encode: ({ totalCount, list }) => ({ totalCount, list: list.map(encodeNamedOrganisation) }),
  }),
  row('POST /api/v3/create-organization', createNamedOrganisation, {
    summary: 'Create an organisation',
    body: {
      organizationName: text('What people read.'),
      organizationCode: optionalText('Unique in the pool; one is made when it is left out.'),
      ...told,
      tenantId,
      metadata,
    },
    decode: ({ body: { organizationName, organizationCode, description, openDepartmentId, i18n, tenantId } }) => ({
      name: organizationName,
      code: organizationCode,
      description,
      openId: openDepartmentId,
      labels: i18n?.organizationName,
      tenantId,
    }),
    result: NamedOrganisation,
    encode: encodeNamedOrganisation,
  }),
  row('POST /api/v3/update-organization', updateNamedOrganisation, {
    summary: 'Change an organisation',
    body: {
      ...organisationName,
      organizationNewCode: optionalText('The code that it is to have.'),
      organizationName: optionalText('What people read.'),
      leaderUserIds: said(
        optionalTexts('Who leads the department at the top from now on; whoever is not in it joins it.'),
      ),
      ...told,
    },
    decode: ({ body }) => ({
      organisation: decodeOrganisation(body),
      code: body.organizationNewCode,
      name: body.organizationName,
      description: body.description,
      openId: body.openDepartmentId,
      labels: body.i18n?.organizationName,
      leaderIds: body.leaderUserIds,
    }),
    result: NamedOrganisation,
    encode: encodeNamedOrganisation,
  }),
  row('POST /api/v3/delete-organization', deleteNamedOrganisation, {
    summary: 'Delete an organisation with all its departments',
    body: organisationName,
    decode: ({ body }) => decodeOrganisation(body),
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/update-organization-status', setDepartmentStatus, {
    summary: 'Enable or disable an organisation',
    body: {
      rootNodeId: text('The department at the top.'),
      status: optionalUnchecked('Whether it is enabled: true or false, or the same as a text.', {
        type: ['boolean', 'string'],
      }),
    },
    decode: ({ body }) => ({ id: body.rootNodeId, status: body.status, isTop: true }),
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/create-department-tree', growTree, {
    summary: 'Create those departments of a tree that there are not yet, by their names',
    body: {
      name: text('What the organisation is called; one is made when there is none.'),
      children: said(
        optionalUnchecked('The departments below it: each a name, or an object with name and children.', {
          type: 'array',
        }),
      ),
      tenantId,
    },
    decode: ({ body }) => body,
    result: shape({
      addUser: count('None: people are not made with departments.'),
      updateUser: count(),
      addDepartment: count('Departments that are new.'),
      updateDepartment: count('Departments that were there.'),
    }),
    encode: ({ added, found }) => ({ addUser: 0, updateUser: 0, addDepartment: added, updateDepartment: found }),
  }),
]
