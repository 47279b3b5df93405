import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signSdk } from '../sms/huawei-signature.ts'
import { signWebhook } from '../sms/webhook.ts'
import { signRpc } from './aliyun-signature.ts'
import { signTc3 } from './tencent-signature.ts'

// The worked examples of the vendors' own guides: what they publish, our code must come to.

test("Alibaba Cloud's examples of the RPC signature", () => {
  const regions = {
    Timestamp: '2016-02-23T12:46:24Z',
    Format: 'XML',
    AccessKeyId: 'testid',
    Action: 'DescribeRegions',
    SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
    Version: '2014-05-26',
    SignatureVersion: '1.0',
  }
  assert.equal(signRpc('GET', regions, 'testsecret').signature, 'OLeaidS1JvxuMvnyHOwuJ+uX5qY=')
  const sms = {
    AccessKeyId: 'testId',
    Action: 'SendSms',
    Format: 'XML',
    OutId: '123',
    PhoneNumbers: '15300000001',
    RegionId: 'cn-hangzhou',
    SignName: '阿里云短信测试专用',
    SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: '45e25e9b-0a6f-4070-8c85-2956eda1b466',
    SignatureVersion: '1.0',
    TemplateCode: 'SMS_71390007',
    TemplateParam: '{"customer":"test"}',
    Timestamp: '2017-07-12T02:42:19Z',
    Version: '2017-05-25',
  }
  assert.equal(signRpc('GET', sms, 'testSecret').signature, 'zJDF+Lrzhj/ThnlvIToysFRq6t4=')
})

test("Tencent Cloud's example of signature version 3, whose keys are printed as asterisks", () => {
  const authorization = signTc3(
    { secretId: `AKID${'*'.repeat(32)}`, secretKey: '*'.repeat(32) },
    {
      service: 'cvm',
      action: 'DescribeInstances',
      host: 'cvm.tencentcloudapi.com',
      contentType: 'application/json; charset=utf-8',
      body: String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`,
      seconds: 1551113065,
    },
  )
  assert.equal(
    authorization,
    `TC3-HMAC-SHA256 Credential=AKID${'*'.repeat(32)}/2019-02-25/cvm/tc3_request, ` +
      'SignedHeaders=content-type;host;x-tc-action, ' +
      'Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f',
  )
})

test("Huawei Cloud's example of the API signature", () => {
  const authorization = signSdk('QTWAOYTTINDUT2QVKYUC', 'MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc', {
    method: 'GET',
    path: '/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs',
    query: 'limit=2&marker=13551d6b-755d-4757-b956-536f674975c0',
    headers: {
      'content-type': 'application/json',
      host: 'service.region.example.com',
      'x-sdk-date': '20191115T033655Z',
    },
    body: '',
  })
  assert.equal(
    authorization,
    'SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, SignedHeaders=content-type;host;x-sdk-date, ' +
      'Signature=7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe',
  )
})

test('the webhook signature, computed elsewhere', () => {
  // printf '1772325015.{"a":1}' | openssl dgst -sha256 -hmac 'a shared secret'
  assert.equal(
    signWebhook('a shared secret', 1772325015, '{"a":1}'),
    't=1772325015,v1=f2392bf65525c73d6c05f9e759c17aadd7efcd2e1909c59e672b69ad0fab9dba',
  )
})
