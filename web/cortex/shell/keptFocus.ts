/**
 * Keeps the keyboard's place. What has the focus may go away: a dialog that is closed, a row that is removed, a button that is
 * replaced by what it made or that may not be used any more. Then the focus goes to
 * - what it was on before the dialog, menu or message was opened;
 * - where that is gone too, the same thing in the next row, else in the row before, or what was made anew in its place;
 * - else the nearest part around it that stays, so that the next Tab goes on from there; the root when nothing does.
 * Whoever moves the focus on purpose goes first. Answers how to stop.
 */
export function keepFocus(root: HTMLElement): () => void {
  const { body } = document;
  let trail: Stop[] = [];
  let working: HTMLElement | null = null;

  const isNowhere = () => document.activeElement === null || document.activeElement === body;
  const recover = () => {
    const last = trail.at(-1);
    if (last === undefined || !isGone(last.element)) return;
    if (!isNowhere() && document.activeElement !== last.element) return;
    const heirs = trail.toReversed().flatMap((stop) => heirOf(stop) ?? []);
    focusOn(heirs[0] ?? root);
  };
  const workIsDone = () => {
    if (working !== null && !isGone(working) && isNowhere()) working.focus({ preventScroll: true });
    working = null;
  };
  const onFocusIn = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement) || target === body) return;
    const stop = stopAt(target);
    const at = trail.findIndex(({ layer }) => layer === stop.layer);
    trail = [...(at === -1 ? trail : trail.slice(0, at)), stop];
  };
  // Tab goes on from somewhere also while the button that has the focus is at work.
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Tab') recover();
  };
  const observer = new MutationObserver(() => {
    const last = trail.at(-1)?.element;
    if (last === undefined) return;
    if (isWorking(last)) working = last;
    else if (isGone(last)) requestAnimationFrame(recover);
    else if (working !== null) requestAnimationFrame(workIsDone);
  });
  document.addEventListener('focusin', onFocusIn);
  document.addEventListener('keydown', onKeyDown, { capture: true });
  observer.observe(body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
  return () => {
    document.removeEventListener('focusin', onFocusIn);
    document.removeEventListener('keydown', onKeyDown, { capture: true });
    observer.disconnect();
  };
}

/** Where the focus was in one layer: the page, or something over it. */
type Stop = {
  layer: Element;
  element: HTMLElement;
  /** From the element outwards to the layer. */
  around: HTMLElement[];
  /** The rows it is in, the innermost first. */
  rows: Row[];
};
type Row = { siblings: Element[]; at: number; place: number };

const layers = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"], [role="alert"]';
const rowLike = 'tr, li, fieldset, [role="row"], [role="listitem"]';
const focusable = 'a[href], :is(button, input, select, textarea):not(:disabled), [tabindex="0"]';

function stopAt(element: HTMLElement): Stop {
  const around: HTMLElement[] = [];
  const layer = element.closest(layers) ?? document.body;
  for (let part: HTMLElement | null = element; part !== null && part !== document.body; part = part.parentElement) {
    around.push(part);
    if (part === layer) break;
  }
  const rows = around.filter((part) => part.matches(rowLike)).map((row) => rowOf(row, element));
  return { layer, element, around, rows };
}

function rowOf(row: HTMLElement, element: HTMLElement): Row {
  const siblings = [...(row.parentElement?.children ?? [])];
  return { siblings, at: siblings.indexOf(row), place: [...row.querySelectorAll(focusable)].indexOf(element) };
}

function isGone(element: HTMLElement): boolean {
  return !element.isConnected || element.matches(':disabled');
}

/** A button is disabled while what it began goes on, and has the focus again after it. */
function isWorking(element: HTMLElement): boolean {
  return element.isConnected && element.matches('[data-loading]:disabled');
}

/** Who has the focus after it: itself while it can; null when its whole layer is gone. */
function heirOf({ layer, element, around, rows }: Stop): HTMLElement | null {
  if (!layer.isConnected) return null;
  if (!isGone(element)) return element;
  for (const { siblings, at, place } of rows) {
    if (siblings[at]?.isConnected === true) break;
    const others = [...siblings.slice(at + 1), ...siblings.slice(0, at).toReversed()];
    const found = others.filter(({ isConnected }) => isConnected).flatMap((other) => placeIn(other, place) ?? []);
    if (found[0] !== undefined) return found[0];
  }
  const part = around.find((one) => one !== element && one.isConnected);
  return part === undefined ? null : (likeIn(part, element) ?? part);
}

/** What was made anew in place of the element. */
function likeIn(part: HTMLElement, element: HTMLElement): HTMLElement | undefined {
  const isLike = (other: HTMLElement) => other.tagName === element.tagName && nameOf(other) === nameOf(element);
  return nameOf(element) === '' ? undefined : [...part.querySelectorAll<HTMLElement>(focusable)].find(isLike);
}

function nameOf(element: HTMLElement): string {
  return element.getAttribute('aria-label') ?? element.textContent;
}

/** The same button or field of another row. */
function placeIn(row: Element, place: number): HTMLElement | null {
  const all = [...row.querySelectorAll<HTMLElement>(focusable)];
  return all[Math.min(Math.max(place, 0), all.length - 1)] ?? null;
}

/** What is around it takes the focus for once, and is not scrolled to. */
function focusOn(part: HTMLElement) {
  if (part.matches(focusable)) {
    part.focus();
    return;
  }
  if (!part.hasAttribute('tabindex')) {
    part.tabIndex = -1;
    part.addEventListener('blur', () => part.removeAttribute('tabindex'), { once: true });
  }
  part.focus({ preventScroll: true });
}
