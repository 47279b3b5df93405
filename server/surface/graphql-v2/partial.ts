/** Operations that are built but for some arguments, which are refused by name. For the coverage page. */
export const partial: Readonly<Record<string, string>> = {
  updateUserpool:
    'userpoolTypes, appSsoEnabled, allowedOrigins, qrcodeLoginStrategy, app2WxappLoginStrategy, customSMSProvider, passwordUpdatePolicy',
  loginByEmail: 'params',
  loginByPhonePassword: 'params',
  loginByUsername: 'params',
  registerByEmail: 'params, profile.udf',
  registerByUsername: 'params, profile.udf',
  createUser: 'keepPassword, resetPasswordOnFirstLogin, identity',
  findUser: 'identity',
  searchUser: 'departmentOpts, groupOpts, roleOpts',
  users: 'excludeUsersInOrg',
}
