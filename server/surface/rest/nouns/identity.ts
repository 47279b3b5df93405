import Type from 'typebox'
import { noun, word, wordOrNull, yesOrNo } from '../engine/results.ts'

export const Identity = noun('Identity', 'An account at another provider that a person has linked.', {
  userPoolId: word(),
  userId: word(),
  provider: word('Which provider, such as google.'),
  userIdInIdp: word('The id of the account there.'),
  extIdpId: wordOrNull('The identity source that it belongs to.'),
  identityId: word('Provider and id in one.'),
  type: word(),
  isSocial: yesOrNo(),
  connectionId: wordOrNull(),
  openid: wordOrNull(),
  userInfoInIdp: word('What the provider told, as JSON.'),
  accessToken: Type.Null({ description: 'Tokens of the provider are not told.' }),
  refreshToken: Type.Null(),
})
