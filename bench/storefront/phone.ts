import type { Browser, Page } from 'playwright-core';

/** The pages that are measured as a first visit finds them. */
export const firstPages = (url: string) => [
  { name: 'home', address: url },
  { name: 'choose', address: `${url}/choose` },
];

/** How much slower than this machine a mid phone is. */
export const slowness = 4;

/** A page on a phone; it counts how far things moved by themselves. */
export async function openPhone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: 'en-US',
  });
  const page = await context.newPage();
  await page.addInitScript(`
    window.__shift = 0;
    new PerformanceObserver((list) => {
      for (const one of list.getEntries()) if (!one.hadRecentInput) window.__shift += one.value;
    }).observe({ type: 'layout-shift', buffered: true });
  `);
  return page;
}

export async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowness });
}

/** All shifts since the page was loaded, added up: never less than what is called the cumulative layout shift. */
export function shiftOf(page: Page): Promise<number> {
  return page.evaluate<number>('window.__shift');
}
