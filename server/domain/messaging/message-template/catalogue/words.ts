/** Sentences that several letters share. A code that lives shorter than a minute, or for ever, says nothing about it. */
export const zh = {
  greeting: '你好，{{user_email}}：',
  purpose: '{% if verify_purpose %}（用于{{verify_purpose}}）{% endif %}',
  codeLifetime:
    '{% if expires_in %}验证码 {{expires_in}} 分钟内有效，且只能使用一次。{% endif %}请勿将验证码告诉任何人。',
  linkLifetime: '{% if expires_in %}链接 {{expires_in}} 分钟内有效。{% endif %}请勿将此邮件转发给他人。',
  notYou: '如果这不是你本人的操作，请忽略此邮件，你的账号不会有任何变化。',
}

export const en = {
  greeting: 'Hello {{user_email}},',
  purpose: '{% if verify_purpose %} to {{verify_purpose}}{% endif %}',
  codeLifetime:
    '{% if expires_in %}The code is good for {{expires_in}} minutes and can be used once. {% endif %}Do not tell it to anybody.',
  linkLifetime:
    '{% if expires_in %}The link is good for {{expires_in}} minutes. {% endif %}Do not forward this mail to anybody.',
  notYou: 'If you did not ask for this, ignore this mail; nothing about your account will change.',
}
