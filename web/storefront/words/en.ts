import { buy } from './en.buy.ts';
import { choose } from './en.choose.ts';
import { home } from './en.home.ts';
import { shell } from './en.shell.ts';

/** English says which words there are; the other languages must have the same. */
export const en = { ...shell, ...home, ...choose, ...buy };

export type Key = keyof typeof en;
/** A text, or some to choose from by `{count}`: where two are both, they have words of their own. */
export type Word = string | { readonly one: string; readonly two?: string; readonly other: string };
export type Words = Readonly<Record<Key, Word>>;
/** The same keys as an English area, each said in another language. */
export type Same<Area> = {
  readonly [K in keyof Area]: Area[K] extends string ? string : { one: string; two?: string; other: string };
};

type Named<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Named<Rest> : never;
type Text<W> = W extends string ? W : W extends { one: infer One; other: infer Other } ? One | Other : never;
type Counted<W> = W extends string ? never : 'count';
/** The names in braces a text must be given, and the count that chooses between some. */
export type ParamsOf<K extends Key> = Named<Text<(typeof en)[K]>> | Counted<(typeof en)[K]>;
