import { home } from './en.home.ts';
import { shell } from './en.shell.ts';

/** What the first page says: one file, which compresses better than two. */
export const first = { ...shell, ...home };
