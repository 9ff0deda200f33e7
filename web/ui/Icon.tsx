import { type IconName, iconPaths } from './icon.paths.ts';

const sizes = { sm: 16, md: 18, lg: 20, xl: 28 } as const;

/** A picture beside words; it says nothing by itself, so it is hidden from readers of the page. */
export function Icon({ name, size = 'md' }: { name: IconName; size?: keyof typeof sizes }) {
  return (
    <svg
      viewBox="0 0 20 20"
      width={sizes[size]}
      height={sizes[size]}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={iconPaths[name]} />
    </svg>
  );
}
