/** Whether something read from JSON has a shape. */
export type Shape<T> = (value: unknown) => value is T;

export const isText: Shape<string> = (value) => typeof value === 'string';
export const isNumber: Shape<number> = (value) => typeof value === 'number';
export const isBoolean: Shape<boolean> = (value) => typeof value === 'boolean';

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value): value is T | null => value === null || shape(value);
}

export function oneOf<T extends string>(...values: readonly T[]): Shape<T> {
  return (value): value is T => values.some((one) => one === value);
}

export function listOf<T>(shape: Shape<T>): Shape<T[]> {
  return (value): value is T[] => Array.isArray(value) && value.every(shape);
}

export function tupleOf<T extends readonly unknown[]>(...shapes: { [K in keyof T]: Shape<T[K]> }): Shape<T> {
  return (value): value is T =>
    Array.isArray(value) && value.length === shapes.length && shapes.every((shape, index) => shape(value[index]));
}

export function objectOf<T extends object>(shapes: { [K in keyof T]-?: Shape<T[K]> }): Shape<T> {
  const all: [string, Shape<unknown>][] = Object.entries(shapes);
  return (value): value is T => {
    if (typeof value !== 'object' || value === null) return false;
    const fields = new Map<string, unknown>(Object.entries(value));
    return all.every(([name, shape]) => shape(fields.get(name)));
  };
}
