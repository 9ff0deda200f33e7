/**
 * A browser and its system in words a person recognises, such as "Firefox on Windows". A hint for a list of sessions,
 * never a fact to decide by: the header says what the sender likes.
 */
export function describeUserAgent(header: string): string {
  const browser = firstMatch(browsers, header);
  const system = firstMatch(systems, header);
  if (browser === null) return system === null ? 'Unknown device' : `Unknown browser on ${system}`;
  return system === null ? browser : `${browser} on ${system}`;
}

type Mark = readonly [mark: string, name: string];

/** Before the browsers they pretend to be. */
const browsers: readonly Mark[] = [
  ['Edg/', 'Edge'],
  ['EdgA/', 'Edge'],
  ['EdgiOS/', 'Edge'],
  ['OPR/', 'Opera'],
  ['SamsungBrowser/', 'Samsung Internet'],
  ['Firefox/', 'Firefox'],
  ['FxiOS/', 'Firefox'],
  ['CriOS/', 'Chrome'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
  ['curl/', 'curl'],
];

const systems: readonly Mark[] = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
];

function firstMatch(marks: readonly Mark[], header: string): string | null {
  return marks.find(([mark]) => header.includes(mark))?.[1] ?? null;
}
