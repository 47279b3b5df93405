import Type from 'typebox'
import { anyObject, noun, word, wordOrNull, yesOrNo } from '../../engine/results.ts'

const sourceFields = {
  id: word(),
  name: word(),
  tenantId: wordOrNull('Null: of the whole pool.'),
  type: word(),
}

export const SourceInBrief = noun('SourceInBrief', 'Where people have accounts already.', sourceFields)

const connectionFields = {
  id: word(),
  type: word(),
  extIdpId: word('The identity source.'),
  identifier: word('Unique in the pool.'),
  displayName: word(),
  logo: wordOrNull(),
  fields: anyObject('What the type of the connection needs; secrets are masked.'),
  enabled: yesOrNo('Off, it is used nowhere, wherever it is switched on.'),
  appIds: Type.Array(word(), { description: 'Where it is switched on.' }),
  tenantIds: Type.Array(word()),
  loginOnly: Type.Literal(false),
  associationMode: Type.Literal('none'),
  challengeBindingMethods: Type.Array(word()),
}

export const SourceConnection = noun('SourceConnection', 'One way to reach an identity source.', connectionFields)

export const SourceDetail = noun('SourceDetail', 'An identity source with the ways to reach it.', {
  ...sourceFields,
  connections: Type.Array(SourceConnection),
  autoJoin: Type.Literal(false),
})

export const OfferedSource = noun(
  'OfferedSource',
  'A connection to an identity source that the application has switched on.',
  {
    identifier: word('Of the connection.'),
    extIdpId: word('The identity source.'),
    type: word(),
    extIdpType: Type.Enum(['social', 'enterprise']),
    name: word('What people read.'),
    logo: wordOrNull(),
    bindUrl: Type.Null({ description: 'Nobody signs in through one yet.' }),
  },
)

export const ConnectedApplication = noun(
  'ConnectedApplication',
  'An application in which a connection of the source is switched on.',
  {
    id: word(),
    name: word(),
    logo: wordOrNull(),
  },
)
