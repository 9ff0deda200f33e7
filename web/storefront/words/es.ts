import type { Words } from './en.ts';
import { buy } from './es.buy.ts';
import { choose } from './es.choose.ts';
import { home } from './es.home.ts';
import { shell } from './es.shell.ts';

export const es: Words = { ...shell, ...home, ...choose, ...buy };
