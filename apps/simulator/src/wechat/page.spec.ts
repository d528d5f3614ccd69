import { createHash } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { contentSecurityPolicy, escapeHtml, page } from './page.js';

describe('a page', () => {
  it('lets no text out of an element or an attribute', () => {
    expect(escapeHtml(`"><b title='&'>`)).toBe('&quot;&gt;&lt;b title=&#39;&amp;&#39;&gt;');
    expect(page('</title>', '')).toContain('<title>&lt;/title&gt;</title>');
  });

  it('has the one style that its policy admits', () => {
    const style = /<style>(.*)<\/style>/s.exec(page('', ''))?.[1] ?? '';
    expect(contentSecurityPolicy).toContain(createHash('sha256').update(style).digest('base64'));
  });
});
