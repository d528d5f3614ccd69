import { createHash } from 'node:crypto';

const style = `
*{box-sizing:border-box;margin:0}
body{font:16px/1.5 -apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;background:#ededed;color:#191919}
main{max-width:480px;margin:0 auto;padding:24px 16px 48px}
h1{font-size:20px;text-align:center;margin:8px 0 4px}
h2{font-size:14px;font-weight:400;color:#5c5c5c;margin:24px 4px 8px}
p{color:#5c5c5c;font-size:14px}
.lead{text-align:center;margin-bottom:8px}
ul{list-style:none;padding:0;background:#fff;border-radius:10px;overflow:hidden}
li+li{border-top:1px solid #ececec}
li a{display:block;padding:12px 16px;color:inherit;text-decoration:none}
li a:hover,li a:focus-visible{background:#e9f8ef}
b{font-weight:600}
span{float:right;color:#5c5c5c;font-size:13px;line-height:24px}
small{display:block;color:#5c5c5c;font-size:13px;font-variant-numeric:tabular-nums}
form{background:#fff;border-radius:10px;padding:16px;display:flex;gap:10px;flex-wrap:wrap}
label{flex-basis:100%;font-size:14px}
input{flex:1;min-width:0;font:inherit;padding:9px 12px;border:1px solid #8a8a8a;border-radius:6px}
button{font:inherit;font-weight:600;padding:9px 20px;border:0;border-radius:6px;background:#06753b;color:#fff}
.fault{text-align:center;padding-top:64px}
.sign{width:72px;height:72px;line-height:72px;margin:0 auto 24px;border-radius:50%;background:#fa5151;color:#fff;font-size:40px}
`;

/**
 * The one policy of the pages here: no script, nothing from elsewhere. It leaves `form-action` open because browsers
 * hold a form's redirects to it, and where the sign-in goes on to is the caller's affair.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A whole page around a body of safe HTML. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body><main>${body}</main></body>
</html>
`;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
