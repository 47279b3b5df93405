import type { Variant } from './shape.ts'

/** What can be wrong with a request besides its fields: texts of 400 about files, addresses and how things stand. */
export const requestFaults = {
  json: { en: 'Bad request: the body is not valid JSON', zh: '请求有误：请求体不是合法的 JSON' },
  nested: { en: 'Bad request: the JSON is nested too deep', zh: '请求有误：JSON 嵌套层数过多' },
  graphql: { en: 'Bad request: GraphQL: {detail}', zh: '请求有误：GraphQL：{detail}' },
  token: { en: 'The {name} is not valid', zh: '{name} 不合法' },
  batch: {
    en: 'Bad request: batches are not accepted, send one operation per request',
    zh: '请求有误：不支持批量请求，每个请求只能包含一个操作',
  },
  passwords: {
    en: 'Bad request: there is more than one operation with a password, send each in a request of its own',
    zh: '请求有误：一个请求只能包含一个涉及密码的操作，请分开发送',
  },
  hosts: { en: 'Bad request: the request names more than one host', zh: '请求有误：请求中包含多个主机名' },
  hostName: {
    en: 'Bad request: passkeys need a host name, which {origin} does not have',
    zh: '请求有误：通行密钥只能在域名下使用，而 {origin} 没有域名',
  },
  unstorableText: {
    en: 'Bad request: a text contains characters that cannot be stored',
    zh: '请求有误：文本含有无法存储的字符',
  },
  form: { en: 'Bad request: the form could not be read', zh: '请求有误：无法读取表单' },
  picture: {
    en: 'Bad request: the file must be a PNG, JPEG, GIF or WebP picture of at most {side} by {side} pixels',
    zh: '请求有误：文件必须是 PNG、JPEG、GIF 或 WebP 图片，且不超过 {side} × {side} 像素',
  },
  fileFormat: { en: 'Bad request: the file must be of the type {formats}', zh: '请求有误：文件格式必须是 {formats}' },
  unreadableFile: {
    en: 'Bad request: the file is damaged or too large inside, and could not be read',
    zh: '请求有误：文件已损坏或内容过大，无法读取',
  },
  encoding: {
    en: 'Bad request: line {line} of the file is neither UTF-8 nor GB18030',
    zh: '请求有误：文件第 {line} 行的编码既不是 UTF-8，也不是 GB18030',
  },
  columnNames: {
    en: 'Bad request: each column of the file must have a name of its own',
    zh: '请求有误：文件的每一列都要有列名，且列名不能重复',
  },
  column: { en: 'Bad request: there is no column {column}', zh: '请求有误：没有名为 {column} 的列' },
  importsOpen: {
    en: 'Bad request: {max} files are being read in already; wait for one of them to end',
    zh: '请求有误：已有 {max} 个导入任务正在进行，请等待其中一个完成',
  },
  import: { en: 'Bad request: there is no such import', zh: '请求有误：导入任务不存在' },
  record: { en: 'Bad request: there is no {kind} of this id', zh: '请求有误：没有 ID 相符的 {kind}' },
  filledField: {
    en: 'Bad request: the custom field {field} has values of the type {type}; remove it first',
    zh: '请求有误：自定义字段 {field} 已有 {type} 类型的数据，请先删除该字段',
  },
  closed: {
    en: 'Bad request: the application does not have {setting} switched on',
    zh: '请求有误：应用未开启 {setting}',
  },
  waysIn: {
    en: 'Bad request: the application must keep at least one way to sign in',
    zh: '请求有误：应用至少要保留一种登录方式',
  },
  publicAlgorithm: {
    en: 'Bad request: id_token_signed_response_alg cannot be HS256 for a public client, which holds no secret to check it with',
    zh: '请求有误：公开客户端没有密钥可用于验签，id_token_signed_response_alg 不能是 HS256',
  },
  machineClient: {
    en: 'Bad request: client_credentials needs a client that authenticates itself',
    zh: '请求有误：使用 client_credentials 的客户端必须进行身份验证',
  },
  keyWaiting: {
    en: 'Bad request: a key of this algorithm is waiting for its day already',
    zh: '请求有误：该算法已有一个待启用的密钥',
  },
  samePerson: { en: 'Bad request: both tokens are of the same person', zh: '请求有误：两个 token 属于同一个用户' },
  topDepartment: {
    en: 'Bad request: the department at the top goes with its organisation',
    zh: '请求有误：顶层部门只能随组织机构一起删除',
  },
  departmentMove: {
    en: 'Bad request: a department cannot move below itself, nor the one at the top at all',
    zh: '请求有误：部门不能移动到自己的下级，顶层部门不能移动',
  },
  departmentCode: {
    en: 'Bad request: several organisations have a department {code}',
    zh: '请求有误：多个组织机构都有编码为 {code} 的部门',
  },
  principal: { en: 'The number does not belong to the name', zh: '姓名与证件号码不一致' },
  stage: { en: 'Bad request: this page asks for something else', zh: '请求有误：当前页面无法进行此操作' },
} as const satisfies Readonly<Record<string, Variant>>
