import { createRoot } from 'react-dom/client';
import type { PageData, PreviewData } from '../../../../shared/contract/storefront.ts';
import { call } from '../../../api/client.ts';
import { isProblem } from '../../../api/problem.ts';
import { wearBrand } from '../../app/brand.ts';
import { openApp } from '../../app/open.ts';
import { parsePath } from '../../app/route.ts';
import { StorefrontPage } from '../../app/StorefrontPage.tsx';
import { loadStep } from '../../app/steps.ts';
import { makeTranslate } from '../../app/text.ts';
import { loadWords } from '../../app/words.ts';
import css from './openPreview.module.css';

/** The storefront as fans would see it, of an offer that staff ask for with their own session. */
export async function openPreview(root: HTMLElement, data: PreviewData): Promise<void> {
  const words = await loadWords(data.locale, 'choose');
  const t = makeTranslate(words, data.locale);
  try {
    const page = await readPreview(data);
    wearBrand(page.copy);
    const Step = await loadStep(parsePath(page.path).step);
    const app = openApp({ data: page, words, Step, preview: location.search });
    createRoot(root).render(<StorefrontPage app={app} />);
  } catch (error) {
    const text = isProblem(error, 'auth.required') ? t('preview.sign_in') : t('preview.failed');
    createRoot(root).render(<p className={css.failed}>{text}</p>);
  }
}

async function readPreview({ preview, storeKey, base, locale: asked }: PreviewData): Promise<PageData> {
  const search = new URLSearchParams(location.search);
  const [instant, groups] = [search.get('at'), search.getAll('group').filter((group) => group !== '')];
  const { at, offer, copy } = await call('GET /api/stores/{storeKey}/offer-preview', {
    params: { storeKey },
    query: {
      programId: preview.programId,
      ...(instant !== null && instant !== '' && { at: instant }),
      ...(groups.length > 0 && { group: groups }),
    },
  });
  const locale = search.has('lang') ? asked : copy.languages.default;
  const path = location.pathname.slice(base.length) || '/';
  return { storeKey, base, path, locale, at: Date.parse(at), offer, copy, free: {}, tag: '' };
}
