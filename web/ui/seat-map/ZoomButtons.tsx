import classes from './seat-map.module.css';
import type { SeatMapWords } from './types.ts';

type Props = {
  words: SeatMapWords;
  isWhole: boolean;
  onZoom: (isIn: boolean) => void;
  onWhole: () => void;
};

export function ZoomButtons({ words, isWhole, onZoom, onWhole }: Props) {
  const button = (label: string, path: string, onClick: () => void, isDisabled = false) => (
    <button
      type="button"
      className={classes.button}
      aria-label={label}
      title={label}
      disabled={isDisabled}
      onClick={onClick}
    >
      <svg viewBox="0 0 18 18" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  );
  return (
    <div className={classes.buttons}>
      {button(words.zoomIn, 'M9 3v12M3 9h12', () => onZoom(true))}
      {button(words.zoomOut, 'M3 9h12', () => onZoom(false), isWhole)}
      {button(words.whole, 'M2 6V2h4M12 2h4v4M16 12v4h-4M6 16H2v-4', onWhole)}
    </div>
  );
}
