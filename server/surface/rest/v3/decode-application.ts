import { refuseChoice } from '#domain/shape/choice.ts'
import { fields, flag, ofKind, texts } from '#domain/shape/kind.ts'
import { requireKnown, type Vocabulary } from '#domain/shape/require-known.ts'
import type { ApplicationInput } from '#domain/tenancy/application/application-input.ts'
import { decodeApplication } from '../../view/application-input.ts'
import { branding } from './encode-application.ts'
import { type BasicMethod, basicMethodNames, basicMethods } from './nouns/application.ts'

/** What is sent of an application, unchecked: null says nothing. */
export interface SentApplication {
  appName?: string | undefined
  appIdentifier?: string | undefined
  appDescription?: string | undefined
  appLogo?: string | undefined
  redirectUris?: unknown
  logoutRedirectUris?: unknown
  oidcConfig?: unknown
  loginConfig?: unknown
  brandingConfig?: unknown
}

const nothing = (names: string) => Object.fromEntries(names.split(' ').map((name) => [name, null]))

/** What nothing reads yet, with what it is anyway: what an answer says may be sent back. */
export const unbuiltFields: Readonly<Record<string, unknown>> = {
  ...nothing('template templateData initLoginUri registerConfig enablePermissionApply'),
  ...nothing('samlProviderEnabled samlConfig oauthProviderEnabled oauthConfig casProviderEnabled casConfig'),
  defaultProtocol: 'oidc',
  ssoEnabled: true,
  ssoShowLaunchpad: true,
}

const loginVocabulary: Vocabulary = {
  known: new Set(['enabledBasicLoginMethods', 'showAuthorizationPage']),
  unbuilt: { mergeLoginAndRegisterPage: null, defaultLoginMethod: { connectionType: 'PASSWORD' } },
}

/** Of an application that is new, also where its people have accounts already. */
const newLoginVocabulary: Vocabulary = {
  ...loginVocabulary,
  known: new Set([...loginVocabulary.known, 'enabledExtIdpConnIds', 'enabledAllExtIdpConns']),
}

const brandingVocabulary: Vocabulary = {
  known: new Set(),
  unbuilt: { ...branding, ...nothing('customCSS guardVersion customLoadingImage customBackground defaultLanguage') },
}

const orNothing = (value: unknown) => value ?? undefined

/** Reads an application in the words of these clients: 400 for unknown names, 1000 for what is not built. */
export function decodeSentApplication(
  sent: SentApplication & Record<string, unknown>,
  isNew: boolean,
): ApplicationInput {
  const unbuilt = Object.fromEntries(Object.keys(unbuiltFields).map((name) => [name, sent[name]]))
  requireKnown(unbuilt, { known: new Set(), unbuilt: unbuiltFields }, 'application')
  const login = ofKind(fields, sent.loginConfig ?? {}, 'loginConfig')
  requireKnown(login, isNew ? newLoginVocabulary : loginVocabulary, 'application', 'loginConfig.')
  const look = ofKind(fields, sent.brandingConfig ?? {}, 'brandingConfig')
  requireKnown(look, brandingVocabulary, 'application', 'brandingConfig.')
  return {
    ...decodeApplication({
      name: sent.appName,
      identifier: sent.appIdentifier,
      description: sent.appDescription,
      logo: sent.appLogo,
      redirectUris: orNothing(sent.redirectUris),
      logoutRedirectUris: orNothing(sent.logoutRedirectUris),
      oidcConfig: sent.oidcConfig ?? {},
      ...decodeMethods(orNothing(login.enabledBasicLoginMethods)),
      firstParty:
        orNothing(login.showAuthorizationPage) === undefined ? undefined : !asFlag(login, 'showAuthorizationPage'),
    }),
    connectionIds: isNew ? connectionsOf(login) : undefined,
  }
}

function asFlag(login: Record<string, unknown>, name: string): boolean {
  return ofKind(flag, login[name] ?? false, `loginConfig.${name}`)
}

/** Each way in, on or off, where a list of them is given. */
function decodeMethods(given: unknown) {
  if (given === undefined) return {}
  const field = 'loginConfig.enabledBasicLoginMethods'
  const named = ofKind(texts, given, field)
  for (const name of named) if (!basicMethodNames.includes(name as BasicMethod)) refuseChoice(field, basicMethodNames)
  return Object.fromEntries(basicMethodNames.map((name) => [basicMethods[name], named.includes(name)]))
}

/** Null: all that there are. */
function connectionsOf(login: Record<string, unknown>): string[] | null | undefined {
  if (asFlag(login, 'enabledAllExtIdpConns')) return null
  const field = 'loginConfig.enabledExtIdpConnIds'
  const given = login.enabledExtIdpConnIds
  if (given === undefined || given === null) return undefined
  const ids = Array.isArray(given) ? given.map((one: unknown) => ofKind(fields, one, field).extIdpConnId) : given
  return ofKind(texts, ids, field)
}

/** A program that runs where its people are, or is nobody's, proves itself in its own way; what is said of it goes before. */
export function settingsOfType(appType: string | undefined) {
  const isPublic = appType === 'spa' || appType === 'native' || appType === 'mini-program'
  return {
    programType: appType,
    ...(isPublic && { tokenEndpointAuthMethod: 'none' }),
    ...(appType === 'api' && { grantTypes: ['client_credentials'] }),
  }
}
