import Type from 'typebox'
import { listOwnApplications } from '#domain/entry/sign-in/own-applications.ts'
import { countriesFor } from '../../../../view/countries.ts'
import { plainRow, type RestRow, row } from '../../../engine/row.ts'
import { loginAddress } from '../../encode-application.ts'
import { AccessibleApplication } from '../../nouns/application.ts'
import { Country } from '../../nouns/country.ts'

export const ownApplicationRows: RestRow[] = [
  row('GET /api/v3/get-my-accessible-apps', listOwnApplications, {
    summary: 'List the applications that you may enter',
    decode: () => ({}),
    result: Type.Array(AccessibleApplication),
    encode: (list, call) =>
      list.map(({ application, active }) => ({
        appId: application.id,
        appName: application.name,
        appLogo: application.logo,
        appLoginUrl: loginAddress(application, call),
        active,
      })),
  }),
]

export const countryRows: RestRow[] = [
  plainRow(
    'GET /api/v3/get-country-list',
    {
      summary: 'List countries with their dial codes, in the order of your language',
      operation: 'country.list',
      admits: 'anyone',
      result: Type.Array(Country),
    },
    ({ language }) => countriesFor(language),
  ),
]
