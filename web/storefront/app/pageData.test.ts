import { describe, expect, it } from 'vitest';
import { readPageData, safeJson } from './pageData.ts';

const nasty = '</script><script>alert(1)</script><!-- \u2028 \u2029 & "quoted"';

describe('what the server hands the browser', () => {
  it('comes back as it was, and nothing in it is markup', () => {
    const text = safeJson({ storeKey: 'warriors', name: nasty });
    expect(text).not.toMatch(/[<\u2028\u2029]/);
    expect(JSON.parse(text)).toEqual({ storeKey: 'warriors', name: nasty });
  });

  it('is found in the page by the browser', () => {
    const page = document.implementation.createHTMLDocument();
    page.body.innerHTML = `<script type="application/json" id="page-data">${safeJson({ storeKey: 'w', copy: nasty })}</script>`;
    expect(page.querySelectorAll('script')).toHaveLength(1);
    expect(readPageData(page)).toEqual({ storeKey: 'w', copy: nasty });
  });

  it('is missing in a page that is not ours', () => {
    expect(readPageData(document.implementation.createHTMLDocument())).toBeNull();
  });
});
