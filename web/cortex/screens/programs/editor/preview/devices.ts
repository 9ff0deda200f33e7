/** Sizes of screens on which a storefront is looked at, in CSS pixels. */
export const devices = [
  { value: 'phone', label: 'Phone', width: 375, height: 812 },
  { value: 'tablet', label: 'Tablet', width: 834, height: 1112 },
  { value: 'desktop', label: 'Desktop', width: 1280, height: 800 },
] as const;
export type Size = { width: number; height: number };

export const smallest: Size = { width: 240, height: 320 };
export const largest: Size = { width: 2560, height: 2560 };

/** Where the storefront shows a program to staff; the page reads `at` and each `group`. */
export function previewAddress(
  storeKey: string,
  programId: string,
  { at, groups }: { at: string | null; groups: readonly string[] },
): string {
  const search = new URLSearchParams();
  if (at !== null) search.set('at', at);
  for (const group of groups) search.append('group', group);
  const path = `/s/${encodeURIComponent(storeKey)}/preview/${encodeURIComponent(programId)}`;
  return search.size === 0 ? path : `${path}?${search}`;
}

/** How much smaller a screen is shown so that it fits into the width there is; never larger than it is. */
export function scaleFor(device: Size, room: number): number {
  return room <= 0 ? 1 : Math.min(1, room / device.width);
}
