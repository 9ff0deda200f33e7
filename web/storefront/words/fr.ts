import type { Words } from './en.ts';
import { buy } from './fr.buy.ts';
import { choose } from './fr.choose.ts';
import { home } from './fr.home.ts';
import { shell } from './fr.shell.ts';

export const fr: Words = { ...shell, ...home, ...choose, ...buy };
