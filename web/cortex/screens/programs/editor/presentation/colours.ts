/** Shown until the store's brand is read. */
export const defaultColours = { primary: '#1f4e8c', onPrimary: '#ffffff', accent: '#f2b705' };
