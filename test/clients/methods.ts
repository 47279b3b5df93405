/** The methods of the official JavaScript client that most programs use, and what each asks for. Other languages spell them in their own way. */
export const methods = `
# registration
POST /api/v3/signup signUp
# sign-in (credential and native social)
POST /api/v3/signin signInByCredentials, POST /api/v3/signin-by-mobile signInByMobile
# qr-code login
POST /api/v3/gene-qrcode geneQrCode, GET /api/v3/get-qrcode-status getQrCodeStatus, GET /api/v3/check-qrcode-status checkQrCodeStatus
POST /api/v3/exchange-tokenset-with-qrcode-ticket exchangeTokenSetWithQrCodeTicket, POST /api/v3/change-qrcode-status changeQrCodeStatus
POST /api/v3/set-qrcode-status setQrCodeStatus
# verification messages and captcha
GET /api/v3/get-captcha-code geneCatchaCodeAndToken, POST /api/v3/send-sms sendSms, POST /api/v3/send-email sendEmail
POST /api/v3/pre-check-code preCheckCode
# profile and account self-service
GET /api/v3/get-profile getProfile, POST /api/v3/update-profile updateProfile, POST /api/v3/bind-email bindEmail
POST /api/v3/unbind-email unbindEmail, POST /api/v3/bind-phone bindPhone, POST /api/v3/unbind-phone unbindPhone
GET /api/v3/get-security-info getSecurityLevel, POST /api/v3/update-password updatePassword
POST /api/v3/verify-update-email-request verifyUpdateEmailRequest, POST /api/v3/update-email updateEmail
POST /api/v3/verify-update-phone-request verifyUpdatePhoneRequest, POST /api/v3/update-phone updatePhone
POST /api/v3/verify-reset-password-request verifyResetPasswordRequest, POST /api/v3/reset-password resetPassword
POST /api/v3/verify-delete-account-request verifyDeleteAccountRequest, POST /api/v3/delete-account deleteAccount
POST /api/v3/validate-password validatePassword
# "my" lists
GET /api/v3/get-my-login-history getLoginHistory, GET /api/v3/get-my-logged-in-apps getLoggedInApps
GET /api/v3/get-my-accessible-apps getAccessibleApps, GET /api/v3/get-my-tenant-list getTenantList, GET /api/v3/get-my-role-list getRoleList
GET /api/v3/get-my-group-list getGroupList, GET /api/v3/get-my-department-list getDepartmentList
GET /api/v3/get-my-authorized-resources getAuthorizedResources
# public information
GET /api/v3/system getSystemInfo, GET /api/v3/get-country-list getCountryList
# external identity linking
GET /api/v3/generate-link-extidp-url generateLinkExtIdpUrl, POST /api/v3/unlink-extidp unlinkExtIdp, GET /api/v3/get-identities getIdentities
GET /api/v3/get-application-enabled-extidps getApplicationEnabledExtIdps
# mfa factors
POST /mfa/token/introspection verifyMfaToken, POST /api/v3/send-enroll-factor-request sendEnrollFactorRequest
POST /api/v3/enroll-factor enrollFactor, POST /api/v3/reset-factor resetFactor, GET /api/v3/list-enrolled-factors listEnrolledFactors
GET /api/v3/get-factor getFactor, GET /api/v3/list-factors-to-enroll listFactorsToEnroll, POST /api/v3/mfa-totp-verify mfaOtpVerify
# users
POST /api/v3/list-users listUsers, GET /api/v3/list-users listUsersLegacy, GET /api/v3/get-user getUser, GET /api/v3/get-user-batch getUserBatch
POST /api/v3/users/field/decrypt userFieldDecrypt, POST /api/v3/create-user createUser, POST /api/v3/create-users-batch createUsersBatch
POST /api/v3/update-user updateUser, POST /api/v3/update-user-batch updateUserBatch, POST /api/v3/delete-users-batch deleteUsersBatch
GET /api/v3/get-user-identities getUserIdentities, GET /api/v3/get-user-roles getUserRoles
GET /api/v3/get-user-principal-authentication-info getUserPrincipalAuthenticationInfo
POST /api/v3/reset-user-principal-authentication-info resetUserPrincipalAuthenticationInfo, GET /api/v3/get-user-departments getUserDepartments
POST /api/v3/set-user-departments setUserDepartments, GET /api/v3/get-user-groups getUserGroups, GET /api/v3/get-user-mfa-info getUserMfaInfo
GET /api/v3/list-archived-users listArchivedUsers, POST /api/v3/kick-users kickUsers, POST /api/v3/is-user-exists isUserExists
GET /api/v3/get-user-accessible-apps getUserAccessibleApps, GET /api/v3/get-user-authorized-apps getUserAuthorizedApps
POST /api/v3/has-any-role hasAnyRole, GET /api/v3/get-user-login-history getUserLoginHistory, GET /api/v3/get-user-loggedin-apps getUserLoggedinApps
GET /api/v3/get-user-logged-in-identities getUserLoggedinIdentities, POST /api/v3/resign-user resignUser
POST /api/v3/resign-user-batch resignUserBatch, GET /api/v3/get-user-authorized-resources getUserAuthorizedResources
POST /api/v3/check-session-status checkSessionStatus, POST /api/v3/import-otp importOtp, GET /api/v3/get-otp-secret-by-user getOtpSecretByUser
POST /api/v3/get-user-password-ciphertext getUserPasswordCiphertext, POST /api/v3/link-identity linkIdentity
POST /api/v3/unlink-identity unlinkIdentity, POST /api/v3/set-mfa-status setUsersMfaStatus, GET /api/v3/get-mfa-status getUserMfaStatus
GET /api/v3/get-user-sync-relations getUserSyncRelations, POST /api/v3/delete-user-sync-relations deleteUserSyncRelations
POST /api/v3/batch-get-user-encrypt-password getUserEncryptPasswordBatch
# groups
GET /api/v3/get-group getGroup, GET /api/v3/list-groups listGroups, GET /api/v3/get-all-groups getAllGroups, POST /api/v3/create-group createGroup
POST /api/v3/create-or-update-group createOrUpdateGroup, POST /api/v3/create-groups-batch createGroupsBatch, POST /api/v3/update-group updateGroup
POST /api/v3/delete-groups-batch deleteGroupsBatch, POST /api/v3/add-group-members addGroupMembers
POST /api/v3/remove-group-members removeGroupMembers, GET /api/v3/list-group-members listGroupMembers
GET /api/v3/get-group-authorized-resources getGroupAuthorizedResources
# roles
GET /api/v3/get-role getRole, POST /api/v3/assign-role assignRole, POST /api/v3/assign-role-batch assignRoleBatch
POST /api/v3/revoke-role revokeRole, POST /api/v3/revoke-role-batch revokeRoleBatch
GET /api/v3/get-role-authorized-resources getRoleAuthorizedResources, GET /api/v3/list-role-members listRoleMembers
GET /api/v3/list-role-departments listRoleDepartments, POST /api/v3/create-role createRole, GET /api/v3/list-roles listRoles
POST /api/v3/delete-roles-batch deleteRolesBatch, POST /api/v3/create-roles-batch createRolesBatch, POST /api/v3/update-role updateRole
POST /api/v3/multiple-namespace-delete-roles-batch deleteRoles, POST /api/v3/check-role-params checkParamsNamespace
GET /api/v3/list-role-assignments listRoleAssignments, POST /api/v3/create-admin-role createAdminRole
POST /api/v3/delete-admin-roles deleteAdminRolesBatch, POST /api/v3/check-role-mutual-exclusion checkMutualExclusion
# organizations and departments
GET /api/v3/get-organization getOrganization, GET /api/v3/get-organization-batch getOrganizationsBatch
GET /api/v3/list-organizations listOrganizations, POST /api/v3/create-organization createOrganization
POST /api/v3/update-organization updateOrganization, POST /api/v3/delete-organization deleteOrganization
GET /api/v3/search-organizations searchOrganizations, POST /api/v3/update-organization-status updateOrganizationStatus
GET /api/v3/get-department getDepartment, POST /api/v3/get-department-available-app getDepartmentAllApp
POST /api/v3/create-department createDepartment, POST /api/v3/update-department updateDepartment, POST /api/v3/delete-department deleteDepartment
POST /api/v3/search-departments searchDepartments, POST /api/v3/search-departments-list searchDepartmentsList
GET /api/v3/list-children-departments listChildrenDepartments, GET /api/v3/get-all-departments getAllDepartments
GET /api/v3/list-department-members listDepartmentMembers, GET /api/v3/list-department-member-ids listDepartmentMemberIds
GET /api/v3/search-department-members searchDepartmentMembers, POST /api/v3/add-department-members addDepartmentMembers
POST /api/v3/remove-department-members removeDepartmentMembers, GET /api/v3/get-parent-department getParentDepartment
GET /api/v3/is-user-in-department isUserInDepartment, GET /api/v3/get-department-by-id getDepartmentById
POST /api/v3/create-department-tree createDepartmentTree, GET /api/v3/get-department-sync-relations getDepartmentSyncRelations
POST /api/v3/delete-department-sync-relations deleteDepartmentSyncRelations, POST /api/v3/update-department-status updateNodeStatus
# namespaces, resources, authorization (classic acl)
POST /api/v3/create-resource createResource, POST /api/v3/create-resources-batch createResourcesBatch, GET /api/v3/get-resource getResource
GET /api/v3/get-resources-batch getResourcesBatch, GET /api/v3/list-common-resource listCommonResource, GET /api/v3/list-resources listResources
POST /api/v3/update-resource updateResource, POST /api/v3/delete-resource deleteResource, POST /api/v3/delete-resources-batch deleteResourcesBatch
POST /api/v3/delete-common-resources-batch batchDeleteCommonResource, POST /api/v3/associate-tenant-resource associateTenantResource
POST /api/v3/create-namespace createNamespace, POST /api/v3/create-namespaces-batch createNamespacesBatch, GET /api/v3/get-namespace getNamespace
GET /api/v3/get-namespaces-batch getNamespacesBatch, POST /api/v3/update-namespace updateNamespace, POST /api/v3/delete-namespace deleteNamespace
POST /api/v3/delete-namespaces-batch deleteNamespacesBatch, GET /api/v3/list-namespaces listNamespaces
GET /api/v3/list-namespace-roles listNamespaceRoles, POST /api/v3/authorize-resources authorizeResources
GET /api/v3/get-authorized-resources getAuthorizedResources, POST /api/v3/is-action-allowed isActionAllowed
POST /api/v3/get-resource-authorized-targets getResourceAuthorizedTargets
# base fields, custom fields, custom data
GET /api/v3/get-user-base-fields getUserBaseFields, GET /api/v3/list-user-base-fields listUserBaseFields
POST /api/v3/set-user-base-fields setUserBaseFields, GET /api/v3/get-custom-fields getCustomFields, GET /api/v3/list-custom-fields listCustFields
POST /api/v3/set-custom-fields setCustomFields, POST /api/v3/delete-custom-fields deleteCustomFields, POST /api/v3/set-custom-data setCustomData
GET /api/v3/get-custom-data getCustomData
# applications and app access
GET /api/v3/get-application getApplication, GET /api/v3/get-subject-auth-detail detailAuthSubject, POST /api/v3/list-subject-auth listAuthSubject
POST /api/v3/list-applications-auth listAuthApplication, POST /api/v3/update-auth-enabled enabledAuth
DELETE /api/v3/batch-applications-auth deleteAuth, GET /api/v3/list-applications listApplications
GET /api/v3/get-application-simple-info getApplicationSimpleInfo, GET /api/v3/list-application-simple-info listApplicationSimpleInfo
POST /api/v3/create-application createApplication, POST /api/v3/update-application updateApplication
POST /api/v3/delete-application deleteApplication, GET /api/v3/get-application-secret getApplicationSecret
POST /api/v3/refresh-application-secret refreshApplicationSecret, POST /api/v3/list-application-active-users listApplicationActiveUsers
GET /api/v3/get-application-permission-strategy getApplicationPermissionStrategy
POST /api/v3/update-application-permission-strategy updateApplicationPermissionStrategy
POST /api/v3/authorize-application-access authorizeApplicationAccess, POST /api/v3/revoke-application-access revokeApplicationAccess
POST /api/v3/check-domain-available checkDomainAvailable, GET /api/v3/list-tenant-applications listTenantApplications
POST /api/v3/update-login-page-config updateLoginPageConfig, GET /api/v3/userpool-tenant-config userpollTenantConfig
POST /api/v3/update-userpool-tenant-config updateUserPoolTenantConfig, POST /api/v3/update-userpool-tenant-appqrcode-state updateTenantQrCodeState
POST /api/v3/change-userpool-tenant-ext-idp-conn-state changeUserpoolTenanExtIdpConnState
POST /api/v3/update-application-mfa-settings updateApplicationMfaSettings, GET /api/v3/get-mfa-trigger-data getMfaTriggerData
# external identity providers
GET /api/v3/list-ext-idp listExtIdp, GET /api/v3/get-ext-idp getExtIdp, POST /api/v3/create-ext-idp createExtIdp
POST /api/v3/update-ext-idp updateExtIdp, POST /api/v3/delete-ext-idp deleteExtIdp, POST /api/v3/create-ext-idp-conn createExtIdpConn
POST /api/v3/update-ext-idp-conn updateExtIdpConn, POST /api/v3/delete-ext-idp-conn deleteExtIdpConn
POST /api/v3/change-ext-idp-conn-state changeExtIdpConnState, POST /api/v3/change-ext-idp-conn-association-state changeExtIdpConnAssociationState
GET /api/v3/list-tenant-ext-idp listTenantExtIdp, GET /api/v3/ext-idp-conn-apps extIdpConnStateByApps
# audit logs
POST /api/v3/get-user-action-logs getUserActionLogs, POST /api/v3/get-admin-audit-logs getAdminAuditLogs
# register whitelist
POST /api/v3/add-whitelist-of-app addWhitelistOfApp, GET /api/v3/list-whitelist-of-app listWhitelistsOfApp
POST /api/v3/delete-whitelist-of-app deleteWhitelistOfApp, POST /api/v3/add-whitelist addWhitelist, GET /api/v3/list-whitelist listWhitelists
POST /api/v3/delete-whitelist deleteWhitelist
# security and global mfa settings
GET /api/v3/get-security-settings getSecuritySettings, POST /api/v3/update-security-settings updateSecuritySettings
GET /api/v3/get-global-mfa-settings getGlobalMfaSettings, POST /api/v3/update-global-mfa-settings updateGlobalMfaSettings
POST /api/v3/disable-global-mfa-settings closeGlobalMfaSettings
# posts
GET /api/v3/list-post postList, POST /api/v3/list-post postListBatch, GET /api/v3/get-post getPost, POST /api/v3/get-post-by-id getPostById
GET /api/v3/get-user-posts getUserPosts, GET /api/v3/get-user-post getUserPost, POST /api/v3/create-post createPost
POST /api/v3/update-post updatePost, POST /api/v3/remove-post removePost, POST /api/v3/set-user-posts setUserPosts
POST /api/v3/user-connection-post userConnectionPost
# access keys
GET /api/v3/list-access-key getAccessKeyList, GET /api/v3/get-access-key getAccessKey, POST /api/v3/create-access-key createAccessKey
POST /api/v3/update-access-key updateAccessKey, POST /api/v3/delete-access-key deleteAccessKey
# mails
GET /api/v3/get-email-provider getEmailProvider
GET /api/v3/get-email-templates getEmailTemplates, POST /api/v3/update-email-template updateEmailTemplate
POST /api/v3/preview-email-template previewEmailTemplate
`
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .flatMap((line) => line.split(', '))
  .filter((told) => told !== '')
  .map((told) => {
    const [method, path, name = ''] = told.split(' ')
    return { line: `${method} ${path}`, name }
  })
