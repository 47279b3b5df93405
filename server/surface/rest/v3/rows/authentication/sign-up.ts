import { refuse } from '@menshen/contract/errors'
import { type Registration, registerUser } from '#domain/account/register/register.ts'
import { type RegistrationByCode, registerWithCode } from '#domain/account/register/register-with-code.ts'
import { aboutProfile, profileFields } from '#domain/people/user/profile-types.ts'
import { offerDevice } from '../../../../request/entry-cookies.ts'
import { each, optionalObject, optionalRecord, optionalText, required, text } from '../../../engine/fields.ts'
import { plainRow, type RestRow } from '../../../engine/row.ts'
import { connection, passCodePayload } from '../../credentials.ts'
import { encodeOne } from '../../encode-person.ts'
import { Person } from '../../nouns/person.ts'
import { type Encryption, passwordEncryptType, readSent } from '../../passwords.ts'

const passwordPayload = {
  password: text('The password, as passwordEncryptType says.'),
  username: optionalText('The username of the account.'),
  email: optionalText('The e-mail address of the account.'),
}

/** What another provider said of somebody, and what they are on, is for others to say. */
const ownProfile = profileFields.filter((name) => !['oauth', 'device', 'browser'].includes(name))

const ownFields = ['username', 'email', 'phone', 'phoneCountryCode'] as const

const body = {
  connection,
  passwordPayload: optionalObject('With PASSWORD: a password, and who is to have it.', passwordPayload),
  passCodePayload: optionalObject('With PASSCODE: the code, and where it was sent.', passCodePayload),
  passcodePayload: optionalObject('The same under the name that some clients have for it.', passCodePayload),
  profile: optionalObject('What else is known of the person.', {
    ...each(ownProfile, (name) => optionalText(aboutProfile(name))),
    ...each(ownFields, (name) => optionalText(`The ${name} of the person.`)),
    customData: optionalRecord('Values of custom fields by key.'),
  }),
  options: optionalObject('What else is wanted.', {
    passwordEncryptType,
    passwordForPhonePassCode: optionalText('With PASSCODE: a password for later.'),
    emailPassCodeForInformationCompletion: optionalText('The code that was sent to the e-mail address of the profile.'),
    phonePassCodeForInformationCompletion: optionalText('The code that was sent to the phone number of the profile.'),
    clientIp: optionalText(
      'The address of the person, when a server asks for one; believed of those with the secret of the pool.',
    ),
    context: optionalRecord('What the application wants to find in the events of this.'),
  }),
}

type Wanted = Pick<Registration, 'profile' | 'extras' | 'forceLogin' | 'kind' | 'emailCode' | 'phoneCode'>

interface Options {
  passwordEncryptType?: Encryption
  passwordForPhonePassCode?: string
  emailPassCodeForInformationCompletion?: string
  phonePassCodeForInformationCompletion?: string
  context?: object
}

type Profile = Registration['profile'] & { customData?: object }

const json = (value: object | undefined) => (value === undefined ? null : JSON.stringify(value))

function wantedOf({ customData, ...profile }: Profile, options: Options): Wanted {
  return {
    profile,
    extras: { params: json(customData), context: json(options.context) },
    emailCode: options.emailPassCodeForInformationCompletion,
    phoneCode: options.phonePassCodeForInformationCompletion,
    forceLogin: false,
    kind: 'token',
  }
}

type SentPassword = { password: string; username?: string; email?: string }

/** Whoever gives both registers by the name, and has the address besides. */
function byPassword(payload: SentPassword | undefined, options: Options, wanted: Wanted): Registration {
  const { password, username, email } = required(payload)
  const identifier = required(username ?? email)
  const method = username === undefined ? 'email' : 'username'
  const beside = username !== undefined && email !== undefined ? { email } : {}
  const sent = readSent(password, options.passwordEncryptType)
  return { method, identifier, ...sent, ...wanted, profile: { ...wanted.profile, ...beside } }
}

type SentCode = { passCode: string; email?: string; phone?: string; phoneCountryCode?: string }

function byCode(payload: SentCode | undefined, options: Options, wanted: Wanted): RegistrationByCode {
  const { passCode: code, email, phone, phoneCountryCode: countryCode } = required(payload)
  if (email !== undefined && phone !== undefined) refuse(400, { variant: 'misfit', values: { field: 'phone' } })
  required(email ?? phone)
  const later = readSent(options.passwordForPhonePassCode ?? '', options.passwordEncryptType)
  return {
    code,
    email,
    phone,
    countryCode,
    ...wanted,
    ...(options.passwordForPhonePassCode ? later : { encrypted: false }),
  }
}

export const signUpRows: RestRow[] = [
  plainRow(
    'POST /api/v3/signup',
    {
      summary: 'Register with a password or a code',
      operation: registerUser.name,
      admits: registerUser.admits,
      body,
      result: Person,
    },
    async (call, read) => {
      const { connection, passwordPayload, profile = {}, options = {}, ...sent } = read().body
      const hints = { ...call.hints, clientIp: options.clientIp }
      const wanted = wantedOf(profile, options)
      const registered =
        connection === 'PASSWORD'
          ? await call.domain.call(registerUser, hints, byPassword(passwordPayload, options, wanted))
          : await call.domain.call(
              registerWithCode,
              hints,
              byCode(sent.passCodePayload ?? sent.passcodePayload, options, wanted),
            )
      offerDevice(call.domain, call.reply, hints.client, registered)
      return encodeOne(registered.user, call)
    },
  ),
]
