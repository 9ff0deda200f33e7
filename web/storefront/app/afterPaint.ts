/** Milliseconds after which it goes on though nothing is drawn, as in a tab that nobody sees. */
const longest = 250;

/** Calls once what is on its way to the screen is on it, so that a slow phone shows that first. Answers how not to. */
export function afterPaint(act: () => void): () => void {
  let timer = setTimeout(act, longest);
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    timer = setTimeout(act);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
