import { moment, noun, word, wordOrNull, yesOrNo } from '../../engine/results.ts'

const brief = { appId: word(), appName: word(), appLogo: wordOrNull() }

export const ApplicationOfPerson = noun('ApplicationOfPerson', 'An application that a person may enter.', {
  ...brief,
  appDefaultLoginStrategy: word('ALLOW_ALL or DENY_ALL: what holds for whom no rule is about.'),
})

export const EnteredApplication = noun('EnteredApplication', 'An application that a person has signed in to.', {
  ...brief,
  active: yesOrNo('They are signed in there now.'),
})

const agent = noun('ParsedUserAgent', 'What a browser or an app says of itself.', {
  device: word(),
  name: wordOrNull(),
  os: wordOrNull(),
})

const place = noun('PlaceOfLogin', 'Where an address is, as far as it is known.', {
  country_code2: wordOrNull(),
  region_name: wordOrNull(),
  city_name: wordOrNull(),
})

const login = {
  appId: wordOrNull(),
  appName: wordOrNull(),
  appLogo: wordOrNull(),
  clientIp: wordOrNull(),
  userAgent: wordOrNull(),
  success: yesOrNo(),
}

export const LoginOfPerson = noun('LoginOfPerson', 'One try to sign in, for an administrator.', {
  ...login,
  time: moment(),
})

export const OwnLogin = noun('OwnLogin', 'One try of your own to sign in.', {
  ...login,
  userId: word(),
  loginAt: moment(),
  errorMessage: wordOrNull('Why it was refused.'),
  parsedUserAgent: agent,
  loginMethod: word('How: password, code, registration and so on.'),
  geoip: place,
})
