import { type MouseEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useText } from '../app/state.ts';
import css from './Dialog.module.css';

type Props = { title: string; onClose: () => void; children: ReactNode; isWide?: boolean };

/** Open as long as it is mounted; closed before it goes, so that the browser gives the focus back. Escape, the cross and a click beside it close it; the browser keeps the focus inside. */
export function Dialog({ title, onClose, children, isWide = false }: Props) {
  const { t } = useText();
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  const onClick = (event: MouseEvent) => {
    if (event.target === ref.current) onClose();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard closes it with Escape
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      className={isWide ? `${css.dialog} ${css.wide}` : css.dialog}
      onClick={onClick}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className={css.inside}>
        <div className={css.head}>
          <h2 id={titleId} className={css.title}>
            {title}
          </h2>
          <button type="button" className={css.close} aria-label={t('act.close')} onClick={onClose}>
            <svg aria-hidden="true" viewBox="0 0 20 20">
              <path d="m4 4 12 12M16 4 4 16" />
            </svg>
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
