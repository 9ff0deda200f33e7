import { home } from './es.home.ts';
import { shell } from './es.shell.ts';

/** What the first page says: one file, which compresses better than two. */
export const first = { ...shell, ...home };
