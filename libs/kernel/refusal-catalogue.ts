/** Every expected no, once: its code and what a person is told, with what to do next. */
export const refusals = {
  'request/malformed': {
    'zh-CN': '请求内容无法识别，请刷新页面后重试。',
    en: 'The request could not be read. Refresh the page and try again.',
  },
  'request/invalid': {
    'zh-CN': '有的内容填写不正确，请按提示修改。',
    en: 'Some of what was sent is not valid. Correct what is named and send it again.',
  },
  'request/too-large': { 'zh-CN': '提交的内容太大。', en: 'The request is too large.' },
  'request/not-found': { 'zh-CN': '没有这个页面或接口。', en: 'There is nothing at this address.' },
  'request/unsupported-media-type': {
    'zh-CN': '提交的内容格式不受支持。',
    en: 'This kind of content is not accepted here.',
  },
  'request/overloaded': {
    'zh-CN': '现在人很多，请稍等几秒再试，不影响您的资格。',
    en: 'Very many people are asking right now. Wait a few seconds and try again; you lose nothing by it.',
  },
  'round/unknown': { 'zh-CN': '没有这个预约轮次。', en: 'There is no such round.' },
  'round/not-open': {
    'zh-CN': '还没有到开放时间，早点不吃亏，到点再试即可。',
    en: 'The round has not opened yet. Being early costs you nothing; try again at the opening.',
  },
  'round/paused': {
    'zh-CN': '预约暂停中，请留意公告，恢复后可继续预约。',
    en: 'Booking is paused. Watch the announcements; you can book when it resumes.',
  },
  'round/closed': {
    'zh-CN': '本轮预约已结束，请关注下一轮。',
    en: 'This round has closed. Please look out for the next one.',
  },
  'round/wrong-state': {
    'zh-CN': '轮次当前状态不允许这个操作。',
    en: 'The round is in a state that does not allow this.',
  },
  'round/quota-mismatch': {
    'zh-CN': '各时段名额之和与公布的总数不一致，请核对后再准备开放。',
    en: 'The places of the slots do not add up to the declared quota. Correct one of them before arming.',
  },
  'round/window-invalid': {
    'zh-CN': '开放和结束时间不合理，请检查。',
    en: 'The opening and closing instants do not make sense. Check them.',
  },
  'round/clinic-duplicate': { 'zh-CN': '已有相同编号的门诊。', en: 'A clinic with this code exists already.' },
  'round/import-invalid': {
    'zh-CN': '文件有错误，没有导入任何内容，请按行修改后重新上传。',
    en: 'The file has errors and nothing was imported. Correct the named rows and upload it again.',
  },
  'quota/sold-out': { 'zh-CN': '您选择的名额已约完。', en: 'The places you chose are all gone.' },
  'quota/gate-unavailable': {
    'zh-CN': '系统正在核对名额，请稍后自动重试，不会重复预约。',
    en: 'The system is checking its places. Try again in a moment; you cannot be booked twice.',
  },
  'booking/already-booked': {
    'zh-CN': '该预约人本轮已有预约，不能重复预约。',
    en: 'This person already has a booking in this round.',
  },
  'booking/unknown': { 'zh-CN': '没有找到这个预约。', en: 'There is no such booking.' },
  'booking/key-missing': {
    'zh-CN': '请求缺少防重复编号，请刷新页面后重试。',
    en: 'The Idempotency-Key header is missing or malformed. Refresh the page and try again.',
  },
  'booking/key-reused': {
    'zh-CN': '这个防重复编号已用于另一份选择，请刷新页面后重试。',
    en: 'This Idempotency-Key was already used with other choices. Refresh the page and try again.',
  },
  'booking/choices-invalid': {
    'zh-CN': '志愿须为一到八个，并且属于本轮。',
    en: 'Give one to eight choices, each a slot, a clinic or any place of this round.',
  },
  'booking/not-cancellable': {
    'zh-CN': '这个预约已经取消，或已不能取消。',
    en: 'This booking has been cancelled already or can no longer be cancelled.',
  },
  'booking/ledger-unavailable': {
    'zh-CN': '系统正在确认结果，请稍后自动重试，不会重复预约。',
    en: 'The outcome is being confirmed. Try again in a moment; you cannot be booked twice.',
  },
  'pass/missing': { 'zh-CN': '请先办理准约证。', en: 'Get a pass for this round first.' },
  'pass/invalid': { 'zh-CN': '准约证无效，请重新办理。', en: 'The pass is not valid. Get a new one.' },
  'pass/expired': { 'zh-CN': '准约证已过期，请重新办理。', en: 'The pass has expired. Get a new one.' },
  'pass/other-round': { 'zh-CN': '准约证不属于本轮预约。', en: 'The pass is for another round.' },
  'identity/sign-in-required': { 'zh-CN': '请先登录。', en: 'Sign in first.' },
  'identity/sign-in-failed': {
    'zh-CN': '登录没有完成，请从头再试一次。',
    en: 'Signing in did not complete. Start again.',
  },
  'identity/ledger-unavailable': {
    'zh-CN': '系统暂时无法读写资料，请稍后再试；已经成功的不会丢失。',
    en: 'Records cannot be read or written right now. Try again in a moment; what was confirmed is not lost.',
  },
  'identity/wechat-unavailable': {
    'zh-CN': '微信登录暂时不可用，请稍后再试。',
    en: 'WeChat sign-in is not available right now. Try again shortly.',
  },
  'identity/name-invalid': {
    'zh-CN': '姓名填写不正确，请与身份证保持一致。',
    en: 'The name is not valid. Write it as on the ID card.',
  },
  'identity/id-number-invalid': {
    'zh-CN': '身份证号填写不正确，请核对18位号码。',
    en: 'The ID number is not valid. Check all 18 characters.',
  },
  'identity/name-mismatch': {
    'zh-CN': '姓名与身份证号不一致，请核对后重新填写。',
    en: 'The name does not belong to this ID number. Check both.',
  },
  'identity/id-unknown': {
    'zh-CN': '未查到该身份证号，请核对；如确认无误，请到现场窗口办理。',
    en: 'This ID number is not on record. Check it; if it is right, please come to the counter.',
  },
  'identity/provider-unavailable': {
    'zh-CN': '实名核验暂时不可用，请过几分钟再试。',
    en: 'Real-name verification is not available right now. Try again in a few minutes.',
  },
  'identity/too-many-attempts': {
    'zh-CN': '核验次数已达今日上限，请明天再试或到现场窗口办理。',
    en: 'Too many attempts today. Try again tomorrow or come to the counter.',
  },
  'identity/too-many-persons': { 'zh-CN': '每个账号最多添加5位预约人。', en: 'An account can have at most 5 persons.' },
  'identity/too-many-accounts': {
    'zh-CN': '该身份证已被3个账号添加，请先在其中一个账号里移除。',
    en: 'This ID number is already on 3 accounts. Remove it from one of them first.',
  },
  'identity/person-unknown': {
    'zh-CN': '没有找到这位预约人，请先添加。',
    en: 'There is no such person on this account. Add the person first.',
  },
  'identity/person-has-booking': {
    'zh-CN': '这位预约人有有效预约，取消后才能移除。',
    en: 'This person has a live booking. Cancel it before removing the person.',
  },
  'identity/consent-required': {
    'zh-CN': '请先阅读并同意个人信息处理说明；未满14周岁须监护人另行同意。',
    en: 'Consent to the processing of personal data is needed; for a child under 14, a guardian’s separate consent as well.',
  },
  'identity/not-eligible': {
    'zh-CN': '不符合本轮预约条件，请查看每一条的说明。',
    en: 'The conditions of this round are not met. See what each rule says.',
  },
  'staff/sign-in-required': { 'zh-CN': '请先登录工作人员账号。', en: 'Sign in with a staff account first.' },
  'staff/sign-in-failed': {
    'zh-CN': '用户名、密码或动态码不正确，请核对；每个动态码只能用一次，连续失败5次锁定15分钟。',
    en: 'The user name, password or one-time code is not right. Check them: each code works once, and after 5 failures the account rests for 15 minutes.',
  },
  'staff/locked': {
    'zh-CN': '连续失败次数过多，账号已临时锁定，请稍后再试。',
    en: 'Too many failed attempts. The account is locked for a while; try again later.',
  },
  'staff/username-taken': { 'zh-CN': '这个用户名已被使用，请换一个。', en: 'This user name is taken. Choose another.' },
  'staff/forbidden': { 'zh-CN': '您的账号没有这个权限。', en: 'Your account is not allowed to do this.' },
} as const satisfies Record<`${string}/${string}`, { 'zh-CN': string; en: string }>;
