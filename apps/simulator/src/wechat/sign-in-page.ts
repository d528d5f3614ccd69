import { personOf, type Person } from '../population/person-number.js';
import type { AuthorizeFault, AuthorizeRequest } from './authorize.js';
import { escapeHtml, page } from './page.js';

const shownPeople = 20;
/** With number 7 of the first twenty, one of each kind that a round for women of 9 to 45 turns away. */
const shownOutsiders = [27, 47];

/** The page on which one says who one is, instead of opening the address inside WeChat. */
export function signInPage(appid: string, request: AuthorizeRequest): string {
  const parameters: [string, string][] = [
    ['appid', appid],
    ['redirect_uri', request.redirectUri.href],
    ['response_type', 'code'],
    ['scope', request.scope],
    ['state', request.state],
  ];
  const hidden = parameters.map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`);
  const list = (numbers: number[]) => `<ul>${numbers.map((n) => choice(personOf(n), parameters)).join('')}</ul>`;
  return page(
    '微信登录（模拟）',
    `<h1>微信登录（模拟）</h1>
<p class="lead">请选择以谁的身份登录。这里的人都是虚构的，身份证号使用从未分配的地区代码。</p>
<h2>前 ${String(shownPeople)} 人</h2>
${list(Array.from({ length: shownPeople }, (_, n) => n))}
<h2>年龄过大和过小的人</h2>
${list(shownOutsiders)}
<h2>其他人</h2>
<form method="get" action="/connect/oauth2/authorize">${hidden.join('')}
<label for="as">openid，例如 sim-0000123</label>
<input id="as" name="as" required maxlength="64" pattern="[A-Za-z0-9_\\-]+" autocomplete="off">
<button>登录</button></form>`,
  );
}

export function faultPage({ errorCode, sentence }: AuthorizeFault): string {
  return page(
    '出错了',
    `<div class="fault"><div class="sign" aria-hidden="true">!</div><h1>${escapeHtml(sentence)}</h1>
<p>错误码：${String(errorCode)}</p></div>`,
  );
}

function choice(person: Person, parameters: [string, string][]): string {
  const query = new URLSearchParams([...parameters, ['as', person.openid]]).toString();
  const sex = person.sex === 'female' ? '女' : '男';
  return `<li><a href="/connect/oauth2/authorize?${escapeHtml(query)}"><b>${escapeHtml(person.name)}</b>
<span>${sex} · ${person.birthDate}</span><small>${person.idNumber} · ${person.openid}</small></a></li>`;
}
