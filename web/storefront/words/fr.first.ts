import { home } from './fr.home.ts';
import { shell } from './fr.shell.ts';

/** What the first page says: one file, which compresses better than two. */
export const first = { ...shell, ...home };
