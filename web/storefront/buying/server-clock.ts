let offset = 0;
let isMeasured = false;

/** UTC milliseconds as the server has them: a fan's clock may be wrong, and a hold ends by the server's. */
export function serverNow(): number {
  return Date.now() + offset;
}

/** Once for an open page. Without an answer the browser's clock must do. */
export async function measureClock(): Promise<void> {
  if (isMeasured) return;
  isMeasured = true;
  try {
    const before = Date.now();
    const { headers } = await fetch('/healthz', { cache: 'no-store' });
    const said = Date.parse(headers.get('date') ?? '');
    const after = Date.now();
    // the header has whole seconds, so less than two is no difference
    const found = said + 500 - (before + after) / 2;
    if (Math.abs(found) > 2_000) offset = found;
  } catch {
    isMeasured = false;
  }
}
