import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';

/** Milliseconds in which the stage and its findings must have arrived. */
const patience = 5_000;
const focusable = 'input:not([type="hidden"]), textarea, select, button, a[href], [tabindex="0"]';

/** Shows and focuses the field whose finding has the place that the address names, as soon as it is there. */
export function useFocusAt() {
  const { at } = useSearch({ from: '/app/stores/$storeKey/programs/$programId/$stage' });
  useEffect(() => {
    if (at === undefined) return;
    const find = () => {
      const found = [...document.querySelectorAll('[data-at]')].find((element) => isAt(element, at));
      if (found === undefined) return;
      stop();
      focusBeside(found);
    };
    const observer = new MutationObserver(find);
    const timer = setTimeout(() => observer.disconnect(), patience);
    const stop = () => {
      observer.disconnect();
      clearTimeout(timer);
    };
    observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-at'] });
    find();
    return stop;
  }, [at]);
}

function isAt(element: Element, at: string): boolean {
  return element.getAttribute('data-at') === at && element.closest('details:not([open])') === null;
}

/** The nearest thing around the finding that takes the focus is the field it speaks of. */
function focusBeside(finding: Element) {
  finding.scrollIntoView({ block: 'center' });
  for (let around = finding.parentElement; around !== null && around.id !== 'main'; around = around.parentElement) {
    const field = around.querySelector(focusable);
    if (field instanceof HTMLElement) {
      field.focus({ preventScroll: true });
      return;
    }
  }
}
