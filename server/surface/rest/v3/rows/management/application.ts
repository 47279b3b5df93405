import { deleteApplication } from '#domain/account/pool/delete-application.ts'
import { listActiveUsers } from '#domain/oversight/statistics/list-active-users.ts'
import { createApplication } from '#domain/tenancy/application/create.ts'
import {
  getApplication,
  getApplicationSecret,
  isIdentifierFree,
  listApplications,
} from '#domain/tenancy/application/find.ts'
import { rotateApplicationSecret } from '#domain/tenancy/application/rotate-secret.ts'
import { updateApplication } from '#domain/tenancy/application/update.ts'
import {
  each,
  flag,
  optionalChoice,
  optionalObject,
  optionalText,
  optionalUnchecked,
  text,
} from '../../../engine/fields.ts'
import { pageResult, shape, word, yesOrNo } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { decodeSentApplication, settingsOfType, unbuiltFields } from '../../decode-application.ts'
import { encodeInBrief, encodeManagedApplication, encodeManagedApplications } from '../../encode-application.ts'
import { encodePeople } from '../../encode-person.ts'
import { page, succeeded, success, tellOfPeople } from '../../fields.ts'
import { ApplicationInBrief, ManagedApplication, programTypes, TenantApplication } from '../../nouns/application.ts'
import { Person } from '../../nouns/person.ts'

export const appId = { appId: text('The application.') }

const keywords = optionalText('In the name or the identifier, in any case; or the whole id.')

const tenantTypes: ('Tenant' | 'BOTH')[] = ['Tenant', 'BOTH']

/** All applications are made here, and all are of one sign-on. */
const filter = {
  isIntegrateApp: flag('Only those out of a catalogue, of which there are none.'),
  isSelfBuiltApp: flag('Only those that were made here.'),
  ssoEnabled: flag('Only those of one sign-on, which are all.'),
  keywords,
}

interface Filter {
  isIntegrateApp: boolean
  isSelfBuiltApp: boolean
}

/** What is asked for is a catalogue that there is not. */
const asksForNone = ({ isIntegrateApp, isSelfBuiltApp }: Filter) => isIntegrateApp && !isSelfBuiltApp

const described = {
  appLogo: optionalText('The address of a picture.'),
  appDescription: optionalText('What it is for.'),
  redirectUris: optionalUnchecked('Where people come back to from signing in.', { type: 'array' }),
  logoutRedirectUris: optionalUnchecked('Where people come back to from signing out.', { type: 'array' }),
  oidcConfig: optionalUnchecked('What it has set for OpenID Connect.', { type: 'object' }),
  loginConfig: optionalUnchecked('How people sign in to it.', { type: 'object' }),
  brandingConfig: optionalUnchecked('How its sign-in page looks, as it is anyway.', { type: 'object' }),
  ...each(Object.keys(unbuiltFields), (name) => optionalUnchecked(`The setting ${name}, as it is anyway.`)),
}

export const applicationRows: RestRow[] = [
  row('GET /api/v3/get-application', getApplication, {
    summary: 'Read an application',
    query: appId,
    decode: ({ query }) => ({ id: query.appId }),
    result: ManagedApplication,
    encode: encodeManagedApplication,
  }),
  row('GET /api/v3/list-applications', listApplications, {
    summary: 'List applications',
    query: { ...page, ...filter, all: flag('The same answer: all are listed.') },
    decode: ({ query: { page, limit, keywords } }) => ({ page, limit, keywords }),
    result: pageResult(ManagedApplication),
    encode: async ({ totalCount, list }, call, { query }) =>
      asksForNone(query)
        ? { totalCount: 0, list: [] }
        : { totalCount, list: await encodeManagedApplications(list, call) },
  }),
  row('GET /api/v3/get-application-simple-info', getApplication, {
    summary: 'Read an application in brief',
    query: appId,
    decode: ({ query }) => ({ id: query.appId }),
    result: ApplicationInBrief,
    encode: encodeInBrief,
  }),
  row('GET /api/v3/list-application-simple-info', listApplications, {
    summary: 'List applications in brief',
    query: { ...page, ...filter },
    decode: ({ query: { page, limit, keywords } }) => ({ page, limit, keywords }),
    result: pageResult(ApplicationInBrief),
    encode: ({ totalCount, list }, _call, { query }) =>
      asksForNone(query) ? { totalCount: 0, list: [] } : { totalCount, list: list.map(encodeInBrief) },
  }),
  row('GET /api/v3/list-tenant-applications', listApplications, {
    summary: 'List the applications for customers that are organisations',
    query: { ...page, ssoEnabled: filter.ssoEnabled, keywords },
    decode: ({ query: { page, limit, keywords } }) => ({ page, limit, keywords, appTypes: tenantTypes }),
    result: pageResult(TenantApplication),
    encode: ({ totalCount, list }) => ({
      totalCount,
      list: list.map(({ id, userPoolId, name, description, logo, settings }) => ({
        userPoolId,
        tenantAppId: id,
        appId: id,
        name,
        description,
        logo,
        applicationType: settings.appType as 'Tenant' | 'BOTH',
        ssoEnabled: true as const,
      })),
    }),
  }),
  row('POST /api/v3/create-application', createApplication, {
    summary: 'Create an application',
    body: {
      appName: text('What people read.'),
      appIdentifier: optionalText('The first label of its host name; it has to be said.'),
      appType: optionalChoice(programTypes, 'What kind of program it is: it says how the application proves itself.'),
      ...described,
    },
    decode: ({ body: { appType, ...body } }) => {
      const { settings, ...input } = decodeSentApplication(body, true)
      return { ...input, settings: { ...settingsOfType(appType), ...given(settings) } }
    },
    result: ManagedApplication,
    encode: encodeManagedApplication,
  }),
  row('POST /api/v3/update-application', updateApplication, {
    summary: 'Change an application',
    body: {
      ...appId,
      appName: optionalText('What people read.'),
      appIdentifier: optionalText('The first label of its host name.'),
      ...described,
    },
    decode: ({ body: { appId, ...body } }) => ({ id: appId, changes: decodeSentApplication(body, false) }),
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/delete-application', deleteApplication, {
    summary: 'Delete an application',
    body: appId,
    decode: ({ body }) => ({ id: body.appId }),
    result: success,
    encode: succeeded,
  }),
  row('GET /api/v3/get-application-secret', getApplicationSecret, {
    summary: 'Read the secret of an application',
    query: appId,
    decode: ({ query }) => ({ id: query.appId }),
    result: shape({ secret: word() }),
    encode: ({ secret }) => ({ secret }),
  }),
  row('POST /api/v3/refresh-application-secret', rotateApplicationSecret, {
    summary: 'Replace the secret of an application; the one before ends at once',
    body: appId,
    decode: ({ body }) => ({ id: body.appId }),
    result: shape({ secret: word() }),
    encode: ({ secret }) => ({ secret }),
  }),
  row('POST /api/v3/list-application-active-users', listActiveUsers, {
    summary: 'List the people who are signed in to an application',
    body: {
      ...appId,
      options: optionalObject('Which of them, and how much of each.', {
        ...tellOfPeople,
        pagination: optionalObject('Which part of the list.', page),
      }),
    },
    decode: ({ body: { appId, options } }) => ({ id: appId, ...options?.pagination }),
    result: pageResult(Person),
    encode: async ({ totalCount, list }, call, { body }) => ({
      totalCount,
      list: await encodePeople(list, call, body.options),
    }),
  }),
  row('POST /api/v3/check-domain-available', isIdentifierFree, {
    summary: 'Ask whether a new application may have this host name',
    body: { domain: text('Its first label.') },
    decode: ({ body }) => ({ identifier: body.domain }),
    result: shape({ available: yesOrNo() }),
    encode: (available) => ({ available }),
  }),
]

const given = <Settings extends object>(settings: Settings) =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
