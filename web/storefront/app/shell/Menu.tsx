import { type ReactNode, useEffect, useRef, useState } from 'react';
import css from './Header.module.css';

type Props = {
  /** Said of the button. */
  label: string;
  face: ReactNode;
  children: ReactNode;
};

/** A few links behind a button. It closes by Escape, by a click elsewhere and when one goes on. */
export function Menu({ label, face, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const ref = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const onPointer = ({ target }: PointerEvent) => {
      if (target instanceof Node && ref.current?.contains(target) !== true) setOpen(false);
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('keydown', onKey);
    };
  }, [isOpen]);
  return (
    <div ref={ref} className={css.menu}>
      <button
        ref={button}
        type="button"
        className={css.button}
        aria-label={label}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {face}
      </button>
      {isOpen && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: what is inside is pressed by the keyboard, and the click follows
        // biome-ignore lint/a11y/noStaticElementInteractions: it only hears that something inside was pressed
        <div className={css.list} onClick={() => setOpen(false)}>
          {children}
        </div>
      )}
    </div>
  );
}
