import { listBelow } from '../engine/list-known.ts'

/**
 * What clients call at this door and no row of it answers yet. Whatever else stands below `/api/v3` is refused alike, and no page
 * lists it. A name goes when its row comes.
 */
export const knownOperations = listBelow(
  '/api/v3/',
  `
sign-in (credential and native social)
POST signin-by-mobile
external identity linking
GET generate-link-extidp-url
permission checks as end user
POST check-permission-string-resource check-permission-array-resource check-permission-tree-resource
POST get-user-auth-resource-permission-list get-user-auth-resource-struct
GET get-user-auth-resource-list
webauthn / passkey
GET webauthn/authentication webauthn/registration webauthn/person/credentials webauthn/credentials
POST webauthn/authentication webauthn/registration webauthn/page-authenticator-device
POST webauthn/check-valid-credentials-by-credIds webauthn/remove-credentials-by-authenticator-code
POST webauthn/remove-credential/:credentialID webauthn/admin/initialize webauthn/admin/registration/finalize
POST webauthn/login/initialize webauthn/login/finalize webauthn/registration/initialize webauthn/mfa-bind/initialize
POST webauthn/mfa-verify/initialize webauthn/registration/finalize
PUT webauthn/admin/credentials/:credentialId webauthn/credentials/:credentialId
DELETE webauthn/admin/credentials/:credentialId/:userId/:appId webauthn/credentials/:credentialId
wechat / douyin / alipay helpers
GET get-alipay-authinfo
POST decrypt-wechat-miniprogram-data get-wechat-access-token get-wechat-access-token-info
POST decrypt-douyin-miniprogram-data
push login, fastpass
POST signin-by-push set-pushcode-status change-pushcode-status get-pushlogin-relation-apps gene-fastpass-qrcode-info
POST qrcode-app-login
GET check-pushcode-status get-fastpass-client-apps get-app-login-qrcode-status
invitation sign-up
GET get-universal-invitation-public-config get-policy-invitation-context
POST signup-by-invitation generate-policy-invitation-token verify-invite-code join-by-invitation
POST generate-universal-invitation-link-by-member clear-my-all-invitation-links
permission application and approval
GET applications-permission-applicable roles-permission-applicable approval approval-initiated-list
POST approval approval-batch
public account switching
POST switch-login-by-user
GET get-user-select-login-public-accounts
users
POST users/field/decrypt get-user-password-ciphertext delete-user-sync-relations batch-get-user-encrypt-password
GET get-user-sync-relations
roles
POST create-admin-role delete-admin-roles check-role-mutual-exclusion
organizations and departments
POST get-department-available-app delete-department-sync-relations
GET get-department-sync-relations
namespaces, resources, authorization (classic acl)
POST associate-tenant-resource
applications and app access
POST update-login-page-config update-userpool-tenant-config update-userpool-tenant-appqrcode-state
POST change-userpool-tenant-ext-idp-conn-state
GET userpool-tenant-config
tenants (multi-tenant)
POST create-tenant update-tenant delete-tenant import-tenant send-email-batch send-sms-batch list-tenant-admin
POST set-tenant-admin delete-tenant-admin delete-tenant-user generate-invite-tenant-user-link
POST create-multiple-tenant-admin create-tenant-cooperator create-tenant-enterprise-certification
POST update-tenant-enterprise-certification review-tenant-enterprise-certification send-invite-tenant-user-email
POST add-tenant-users remove-tenant-users update-tenant-user create-tenant-user list-tenant-users
POST add-tenant-department-members remove-tenant-department-members
GET list-tenants get-tenant-little-info get-tenant import-tenant-history import-tenant-notify-user
GET list-invite-tenant-user-records list-multiple-tenant-admins get-multiple-tenant-admin list-tenant-cooperators
GET get-tenant-cooperator get-tenant-cooperator-menu get-tenant-by-code get-tenant-enterprise-certification
GET get-tenant-user
data permission spaces, data resources, policies
POST create-permission-namespace create-permission-namespaces-batch update-permission-namespace
POST delete-permission-namespace delete-permission-namespaces-batch check-permission-namespace-exists
POST create-data-resource create-string-data-resource create-array-data-resource create-tree-data-resource
POST update-data-resource delete-data-resource create-dnef batch-create-dnef delete-dnef update-dnef
POST create-data-policy update-data-policy delete-data-policy authorize-data-policies revoke-data-policy
POST get-user-permission-list check-permission check-external-user-permission get-user-resource-permission-list
POST list-resource-targets get-user-resource-struct get-external-user-resource-struct check-user-same-level-permission
POST list-permission-view/data
GET get-permission-namespace get-permission-namespaces-batch list-permission-namespaces
GET list-permission-namespace-roles list-data-resources get-data-resource check-data-resource-exists list-dnef
GET list-data-policies list-simple-data-policies get-data-policy check-data-policy-exists list-data-policy-targets
webhooks
POST create-webhook update-webhook delete-webhook get-webhook-logs trigger-webhook
GET list-webhooks get-webhook get-webhook-event-list
pipeline functions
POST create-pipeline-function reupload-pipeline-function update-pipeline-function update-pipeline-order
POST delete-pipeline-function
GET get-pipeline-function list-pipeline-functions get-pipeline-logs
events
POST create-event-app define-event
GET list-event-apps list-events
sync center
GET get-sync-task list-sync-tasks get-sync-job list-sync-jobs list-sync-job-logs list-sync-risk-operations
POST create-sync-task update-sync-task trigger-sync-task trigger-sync-risk-operations cancel-sync-risk-operation
terminal devices
POST add-device get-last-login-apps-by-deviceIds get-last-login-apps-by-device-ids authing-verify/create-device
wechat token
POST get-weixin-access-token
public accounts
POST list-public-accounts create-public-account create-public-accounts-batch update-public-account
POST update-public-account-batch delete-public-accounts-batch kick-public-accounts transfer-into-public-account
POST set-public-account-of-users set-user-of-public-accounts unbind-public-account-of-user set-public-account-of-roles
POST set-public-account-of-groups set-public-account-of-departments resign-public-account-batch
POST set-public-account-of-post unbind-public-account-of-post
GET get-public-account get-public-account-batch get-public-accounts-of-user get-users-of-public-account
GET get-roles-of-public-account get-public-accounts-of-role get-public-accounts-of-group get-groups-of-public-account
GET get-public-accounts-of-department get-departments-of-public-account get-post-of-public-account
GET get-public-accounts-of-post
invitations
GET get-universal-invitation-settings get-invitation-policy list-invitation-policy-extends-fields
GET get-invitation-policy-user-attribution list-invitation-policy-user-attributions
GET get-invitation-policy-user-attribution-main-department get-invitation-roster invitation-invitee/template
POST update-universal-invitation-settings generate-universal-invitation-link filter-universal-invitation-applicants
POST batch-approval-universal-invitation-applicants batch-reject-universal-invitation-applicant
POST list-invitation-policies create-invitation-policy copy-invitation-policy-by-id update-invitation-policy
POST update-invitation-policy-extends-fields delete-invitation-policies-batch add-invitation-policy-user-attribution
POST add-invitation-policy-user-attributions-batch set-invitation-policy-user-attribution-main-department
POST remove-invitation-policy-user-attribution-main-department remove-invitation-policy-user-attribution
POST remove-invitation-policy-user-attributions-batch get-invitation-policy-email-template
POST update-invitation-policy-email-template list-invitation-rosters list-invitation-rosters-by-policy-id
POST list-invitation-rosters-by-no-policy-id create-invitation-roster update-invitation-roster-batch-bind-policy
POST update-invitation-roster-batch-unbind-policy update-invitation-roster delete-invitation-roster
POST delete-invitation-rosters-batch send-roster-invitation send-roster-invitation-batch revert-roster-invitation
POST revert-roster-invitation-batch quick-filter-invitees list-invitation-invitees batch-delete-invitation-invitees
POST invitation-invitee/upload invitation-invitee/import invitation-invitee/export
data objects (metadata)
GET metadata/get-row-by-value metadata/get-model metadata/list-model metadata/list-field metadata/get-import-template
GET metadata/list-operate metadata/all-operate metadata/get-row-relation metadata/get-row-relation-details
POST metadata/create-row metadata/update-row metadata/remove-row metadata/create-model metadata/remove-model
POST metadata/update-model metadata/create-field metadata/update-field metadata/remove-field metadata/export
POST metadata/import metadata/create-operate metadata/remove-operate metadata/execute-operate metadata/copy-operate
POST metadata/update-operate metadata/get-relation-info metadata/create-row-relation metadata/remove-row-relation
POST metadata/export/model metadata/import/model metadata/get-all-metadata metadata/relation-search
POST metadata/copy-row-relation metadata/get-all-row-by-scrollid metadata/group metadata/ueba/capture
asa accounts (form-fill sso)
POST create-asa-account create-asa-accounts-batch update-asa-account get-asa-accounts-batch delete-asa-account
POST delete-asa-accounts-batch assign-asa-account unassign-asa-account
GET list-asa-accounts get-asa-account get-asa-account-assigned-targets get-assigned-account
billing and usage
GET get-current-package-info get-usage-info get-mau-period-usage-history get-all-rights-items get-orders
GET get-order-detail get-order-pay-detail
risk lists
GET ip-list user-list risk-list-policy
POST ip-list user-list risk-list-policy
DELETE ip-list/:id user-list/:id risk-list-policy/:id
device exclusivity rules
GET get-device-exclusive-rule-settings get-device-exclusive-valid-scope-settings get-supported-device-exclusive-apps
GET get-device-exclusive-white-list-settings
POST update-device-exclusive-rule-settings save-device-exclusive-valid-scope-settings
POST remove-device-exclusive-valid-scope-settings
approvals
PUT approval-process approval-batch-process
GET approval-pending-list approval-closed-list approval-log-list
built-in ldap server
GET get-ldap-server-random-pwd get-ldap-server-config get-ldap-server-log get-ldap-sub-entries
POST update-ldap-server-config enable-ldap-server disable-ldap-server
verify-config apps
GET verify-config-app
of some clients alone
POST list-users-by-keywords send-user-reset-password-email-link check-app-id-secret delete-multiple-tenant-admin
POST update-multiple-tenant-admin delete-tenant-cooperator update-tenant-cooperator verify-config
POST get-wechat-miniprogram-phone decrypt-douyin-miniprogram-phone get-douyin-access-token-info
`,
)
