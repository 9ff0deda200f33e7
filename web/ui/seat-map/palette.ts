/** Colours as the canvas takes them, from the custom properties of seat-map.module.css where the map stands. */
export type Palette = {
  tones: readonly string[];
  taken: string;
  other: string;
  mine: string;
  onMine: string;
  surface: string;
  section: string;
  line: string;
  text: string;
  /** For each tone the one of black and white that is read better on it. */
  onTones: readonly string[];
  focus: string;
};

/** Every colour is resolved by an element, so that a property may say anything that CSS takes. */
export function readPalette(element: HTMLElement): Palette {
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.setProperty('forced-color-adjust', 'none');
  // all of them before one is read: styles are worked out once
  const swatches = new Map(names.map((name) => [name, swatchOf(name)]));
  probe.append(...swatches.values());
  element.append(probe);
  const read = (name: Name) => {
    const swatch = swatches.get(name);
    return swatch === undefined ? '' : getComputedStyle(swatch).color;
  };
  const tones = toneNames.map(read);
  const palette = {
    tones,
    onTones: tones.map(readableOn),
    taken: read('taken'),
    other: read('other'),
    mine: read('mine'),
    onMine: read('on-mine'),
    surface: read('surface'),
    section: read('section'),
    line: read('line'),
    text: read('text'),
    focus: read('focus'),
  };
  probe.remove();
  return palette;
}

const toneNames = ['tone-0', 'tone-1', 'tone-2', 'tone-3', 'tone-4', 'tone-5'] as const;
const names = [
  ...toneNames,
  ...(['taken', 'other', 'mine', 'on-mine', 'surface', 'section', 'line', 'text', 'focus'] as const),
] as const;
type Name = (typeof names)[number];

function swatchOf(name: Name): HTMLElement {
  const swatch = document.createElement('span');
  swatch.style.color = `var(--seat-map-${name})`;
  return swatch;
}

/** Calls when colours may be others: the scheme, forced colours, or what stands on the page's root. Answers how to stop. */
export function watchPalette(onChange: () => void): () => void {
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)'].map((query) =>
    matchMedia(query),
  );
  for (const query of queries) query.addEventListener('change', onChange);
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true });
  return () => {
    for (const query of queries) query.removeEventListener('change', onChange);
    observer.disconnect();
  };
}

function readableOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [...colour.matchAll(/[\d.]+/g)].map(([part]) => Number(part) / 255);
  const linear = (part: number) => (part <= 0.04 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const light = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return light > 0.179 ? '#000' : '#fff';
}
