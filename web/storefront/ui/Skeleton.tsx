import css from './Skeleton.module.css';

type Props = {
  /** Said to those who do not see it. */
  label: string;
  /** A whole step: what is below it stays out of sight until it is there. */
  isStep?: boolean;
  blocks?: number;
};

/** In place of what is being read, about as high as that will be, so that nothing moves when it comes. */
export function Skeleton({ label, isStep = false, blocks = 3 }: Props) {
  return (
    <div role="status" aria-label={label} className={isStep ? `${css.all} ${css.step}` : css.all}>
      {places.slice(0, blocks).map((place) => (
        <span key={place} className={css.block} />
      ))}
    </div>
  );
}

const places = [1, 2, 3, 4, 5, 6] as const;
