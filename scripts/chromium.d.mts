/** The path of a Chromium that starts; rejects, saying what was tried, when there is none. */
export function findChromium(): Promise<string>;
