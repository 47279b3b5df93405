import type { Cause, FailureWords } from './en.ts'

export const zh: Record<Cause, FailureWords> = {
  'unknown-client': {
    title: '应用不存在',
    what: '将你引导到此处的应用没有在本服务登记。',
    advice: '请返回该应用，并将下面的信息告知应用管理员。',
  },
  'unknown-application': {
    title: '应用不存在',
    what: '本服务没有该名称的应用。',
    advice: '请检查地址中的应用名称，或从首页进入。',
  },
  'redirect-address': {
    title: '地址未登记',
    what: (name) => `${name} 要求跳转的地址未经登记，因此没有跳转。`,
    advice: '如果你是该应用的开发者，请将下面的地址原样登记到该应用。',
  },
  'no-redirect-address': {
    title: '无法从此处登录',
    what: (name) => `${name} 没有登记回调地址，登录后无处可返回。`,
    advice: '如果你是该应用的管理员，请为它登记回调地址。',
  },
  'begins-itself': {
    title: '请从应用登录',
    what: (name) => `${name} 的登录须由应用自身发起。`,
    advice: '请打开该应用并在其中登录。',
  },
  expired: {
    title: '登录页面已失效',
    what: '登录页面的有效时间有限，且只能在打开它的浏览器中使用。',
    advice: '请返回应用重新登录。',
  },
  request: {
    title: '请求无效',
    what: '应用发来了本服务无法接受的请求。',
    advice: '请返回应用重试。如果仍然出现，请将下面的信息告知应用管理员。',
  },
  nowhere: {
    title: '页面不存在',
    what: '该地址没有页面。',
    advice: '请检查地址是否正确，或从首页进入。',
  },
  'no-document': {
    title: '页面不存在',
    what: '文档中没有该页面。',
    advice: '请在文档目录中查找。',
  },
  ours: {
    title: '服务出现问题',
    what: '服务器未能完成请求，并非你的操作有误。',
    advice: '请稍后重试。如果仍然出现，请将下面的信息告知管理员。',
  },
  'unknown-host': {
    title: '不是本服务的地址',
    what: '本服务不通过当前地址提供访问。',
    advice: '如果你是运维人员，请将 PUBLIC_URL 设为用户访问的地址后重新启动。',
  },
  'link-elsewhere': {
    title: '请在发起登录的浏览器中打开',
    what: '登录链接只能在发起登录的浏览器中使用，且须在该次登录结束之前打开。',
    advice: '请在发起登录的浏览器中打开链接，或在此处以其他方式登录。',
  },
  'reset-link': {
    title: '链接已失效',
    what: '设置密码的链接只能使用一次，且有效时间有限。',
    advice: '请在登录页点击“忘记密码”重新获取，并打开最新的邮件。首次登录的链接请联系管理员重新发送。',
  },
  'verify-link': {
    title: '链接已失效',
    what: '验证邮箱的链接只能使用一次，且有效时间有限。',
    advice: '如果邮箱尚未验证，请在个人中心重新发送验证邮件，并打开最新的链接。',
  },
  'undo-link': {
    title: '链接已失效',
    what: '撤销账号合并的链接只能使用一次，有效期为七天。',
    advice: '如果账号仍是合并状态，请登录后联系管理员；如果已恢复为两个账号，则无需再操作。',
  },
  'outbox-off': {
    title: '没有发件箱',
    what: '本服务会正常发出邮件和短信。',
    advice: '请到接收邮件或短信的地方查看。',
  },
  'outbox-closed': {
    title: '发件箱未打开',
    what: '发件箱仅供本服务的所有者查看。',
    advice: '请先以所有者身份登录，再重新打开本页；也可以使用启动时写入 bootstrap.json 的链接，有效期一天。',
  },
  'no-account-page': {
    title: '页面不存在',
    what: '没有这个页面，或无法通过该应用打开个人中心。',
    advice: '请打开 /u，或 /u/ 加上你所使用的应用的名称。',
  },
  'not-signed-in': {
    title: '尚未登录',
    what: '登录没有完成。',
    advice: '请重新登录后继续。',
  },
  cancelled: {
    title: '已取消登录',
    what: '你没有登录，应用也没有获得你的任何信息。',
    advice: '你可以随时重新登录。',
  },
  'shown-once': {
    title: '此页面只显示一次',
    what: '应用得知的信息只在登录后显示。',
    advice: '重新登录即可查看。',
  },
}
