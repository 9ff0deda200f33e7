/** What one is started with to be driven: it asks nothing of the network but what it is told to open. */
export const browserArguments: string[];
/** The path of a Chromium that starts; rejects, saying what was tried, when there is none. */
export function findChromium(): Promise<string>;
