/** What the official clients select of a person, whatever they ask for. */
const person = `id arn userPoolId status username email emailVerified phone phoneVerified unionid openid nickname registerSource
  photo password oauth token tokenExpiredAt loginsCount lastLogin lastIP signedUp blocked isDeleted device browser company name
  givenName familyName middleName profile preferredUsername website gender birthdate zoneinfo locale address formatted
  streetAddress locality region postalCode city province country createdAt updatedAt externalId`

export const documents = {
  login: `mutation ($input: LoginByUsernameInput!) { loginByUsername(input: $input) { ${person} } }`,
  register: `mutation ($input: RegisterByUsernameInput!) { registerByUsername(input: $input) { ${person} } }`,
  createUser: 'mutation ($userInfo: CreateUserInput!) { createUser(userInfo: $userInfo) { id } }',
  status:
    'query ($token: String) { checkLoginStatus(token: $token) { code message status exp iat data { id userPoolId arn } } }',
  user: `query ($id: String) { user(id: $id) { ${person} } }`,
  users: `query ($page: Int, $limit: Int, $sortBy: SortByEnum) { users(page: $page, limit: $limit, sortBy: $sortBy) { totalCount list { ${person} } } }`,
  openUp: 'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { id } }',
  accessToken:
    'query ($userPoolId: String!, $secret: String!) { accessToken(userPoolId: $userPoolId, secret: $secret) { accessToken } }',
}
