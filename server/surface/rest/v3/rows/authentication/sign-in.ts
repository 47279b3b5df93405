import { refuse } from '@menshen/contract/errors'
import { type CodeSignIn, signInWithCode } from '#domain/account/sign-in/sign-in-with-code.ts'
import { type PasswordSignIn, signInWithPassword } from '#domain/account/sign-in/sign-in-with-password.ts'
import { type KnownApplication, personBehind } from '#domain/entry/token-set/authenticate-application.ts'
import { defaultScope, lifetimeWith, scopeOf } from '#domain/entry/token-set/token-set.ts'
import type { Hints } from '#domain/shape/hints.ts'
import { offerDevice } from '../../../../request/entry-cookies.ts'
import { choice, flag, optionalObject, optionalRecord, optionalText, required, text } from '../../../engine/fields.ts'
import { type Call, plainRow, type RestRow } from '../../../engine/row.ts'
import { issueTokens, TokenSet } from '../../../nouns/token-set.ts'
import { passCodePayload } from '../../credentials.ts'
import { type Encryption, passwordEncryptType, readSent } from '../../passwords.ts'
import { applicationThatAsks, asApplication, shownApplication } from '../../shown-application.ts'

const names = ['account', 'email', 'username', 'phone'] as const

const passwordPayload = {
  password: text('The password, as passwordEncryptType says.'),
  account: optionalText('A username, an e-mail address or a phone number.'),
  email: optionalText('An e-mail address, and nothing else.'),
  username: optionalText('A username, and nothing else.'),
  phone: optionalText('A phone number, and nothing else.'),
}

const directoryPayload = optionalObject('Not built: no directory can be signed in by.', {
  password: optionalText('The password.'),
  sAMAccountName: optionalText('The account in the directory.'),
})

const body = {
  connection: choice(['PASSWORD', 'PASSCODE', 'LDAP', 'AD'], 'What is shown: a password, or a code that was sent.'),
  passwordPayload: optionalObject('With PASSWORD: a password, and whose it is.', passwordPayload),
  passCodePayload: optionalObject('With PASSCODE: the code, and where it was sent.', passCodePayload),
  passcodePayload: optionalObject('The same under the name that some clients have for it.', passCodePayload),
  ldapPayload: directoryPayload,
  adPayload: directoryPayload,
  options: optionalObject('What else is wanted.', {
    scope: optionalText(
      `What the tokens tell, openid among it; ${defaultScope} when left out. offline_access for a refresh token.`,
    ),
    passwordEncryptType,
    autoRegister: flag('Make an account where there is none.'),
    captchaCode: optionalText('What stands in the image, where one is asked for.'),
    captchaToken: optionalText(
      'Which image it was, from /api/v3/get-captcha-code; the one of the cookie when left out.',
    ),
    clientIp: optionalText('The address of the person; believed of an application that shows its secret.'),
    context: optionalRecord('What the application wants to find in the events of this.'),
    customData: optionalRecord('Values of custom fields by key.'),
    tenantId: optionalText('Not built: people sign in to the application, and not to a tenant.'),
  }),
  ...shownApplication,
}

interface Options {
  scope?: string
  passwordEncryptType?: Encryption
  autoRegister?: boolean
  captchaCode?: string
  captchaToken?: string
  clientIp?: string
  context?: object
  customData?: object
  tenantId?: string
}

type Shared = Pick<PasswordSignIn, 'kind' | 'lifetime' | 'tokenScope' | 'extras'> & { autoRegister: boolean }

function sharedOf({ context, customData, autoRegister = false, ...options }: Options, known: KnownApplication): Shared {
  const tokenScope = scopeOf(options.scope)
  const json = (value: object | undefined) => (value === undefined ? null : JSON.stringify(value))
  return {
    kind: 'token',
    lifetime: lifetimeWith(known.application, known.pool, tokenScope),
    tokenScope,
    autoRegister,
    extras: { params: json(customData), context: json(context) },
  }
}

type SentPassword = { password: string } & Partial<Record<(typeof names)[number], string>>

function byPassword(payload: SentPassword | undefined, options: Options, shared: Shared): PasswordSignIn {
  const sent = required(payload)
  const [name, also] = names.filter((one) => sent[one] !== undefined)
  if (also !== undefined) refuse(400, { variant: 'misfit', values: { field: `passwordPayload.${also}` } })
  const identifier = required(name && sent[name])
  const { captchaCode, passwordEncryptType } = options
  const by = name === undefined || name === 'account' ? null : name
  return { by, identifier, ...readSent(sent.password, passwordEncryptType), captchaCode, ...shared }
}

type SentCode = { passCode: string; email?: string; phone?: string; phoneCountryCode?: string }

function byCode(payload: SentCode | undefined, shared: Shared): CodeSignIn {
  const { passCode: code, email, phone, phoneCountryCode: countryCode } = required(payload)
  if (email !== undefined && phone !== undefined) refuse(400, { variant: 'misfit', values: { field: 'phone' } })
  required(email ?? phone)
  return { code, email, phone, countryCode, profile: {}, ...shared }
}

/** What is not there to sign in by is refused by its name, and not taken for something else. */
function requireBuilt(connection: string, { tenantId }: Options): void {
  const missing = connection === 'LDAP' || connection === 'AD' ? connection : tenantId && 'tenantId'
  if (missing) refuse(1000, { variant: 'notBuilt', values: { operation: `POST /api/v3/signin (${missing})` } })
}

function hintsFor(call: Call, known: KnownApplication, { captchaToken, clientIp }: Options): Hints {
  const hints = asApplication(call, known)
  const client = personBehind(known, hints.client, clientIp)
  return { ...hints, client: captchaToken === undefined ? client : { ...client, captchaId: captchaToken } }
}

export const signInRows: RestRow[] = [
  plainRow(
    'POST /api/v3/signin',
    {
      summary: 'Sign in with a password or a code, for tokens',
      operation: signInWithPassword.name,
      admits: signInWithPassword.admits,
      body,
      result: TokenSet,
    },
    async (call, read) => {
      const { connection, options: given, ...sent } = read().body
      const options: Options = given ?? {}
      const known = await applicationThatAsks(call, sent)
      requireBuilt(connection, options)
      const hints = hintsFor(call, known, options)
      const shared = sharedOf(options, known)
      const signedIn =
        connection === 'PASSWORD'
          ? await call.domain.call(signInWithPassword, hints, byPassword(sent.passwordPayload, options, shared))
          : await call.domain.call(signInWithCode, hints, byCode(sent.passCodePayload ?? sent.passcodePayload, shared))
      offerDevice(call.domain, call.reply, hints.client, signedIn)
      return issueTokens(call, signedIn, scopeOf(options.scope))
    },
  ),
]
