import type { PageData, PreviewData } from '../../../shared/contract/storefront.ts';

const id = 'page-data';

/** As it stands in the page. `<` is written so that no text in it can end the element. */
export function pageDataElement(data: PageData | PreviewData): string {
  return `<script type="application/json" id="${id}">${safeJson(data)}</script>`;
}

/** JSON that may stand inside a script element: nothing in it can be read as markup. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** What the server wrote into the page; null in a page that is not ours. */
export function readPageData(page: Document): PageData | PreviewData | null {
  const data: unknown = JSON.parse(page.getElementById(id)?.textContent ?? 'null');
  return isPageData(data) ? data : null;
}

/** It is the server's own word, of the same version: that it is there is enough. */
function isPageData(data: unknown): data is PageData | PreviewData {
  return typeof data === 'object' && data !== null && 'storeKey' in data;
}
