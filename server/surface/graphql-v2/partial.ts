/** Operations that are built but for some arguments, which are refused by name. For the coverage page. */
export const partial: Readonly<Record<string, string>> = {
  createUser: 'keepPassword, resetPasswordOnFirstLogin, identity',
  findUser: 'identity',
  searchUser: 'departmentOpts, groupOpts, roleOpts',
  users: 'excludeUsersInOrg',
}
