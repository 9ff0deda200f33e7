import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { type Size, scaleFor } from './devices.ts';
import classes from './PreviewPane.module.css';

type Props = {
  address: string;
  size: Size;
  /** Another one loads the page again, where it is and as far down as it was scrolled. */
  reloadKey: string;
};

/** Milliseconds for which the place in the page is sought again: its content comes after it. */
const seekFor = 3_000;

/** The storefront in a frame, as large as the screen and made smaller to fit. */
export function PreviewFrame({ address, size, reloadKey }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const { ref, width } = useElementSize();
  const scale = scaleFor(size, width);
  const shown = useRef(reloadKey);
  const scrolled = useRef(0);
  useEffect(() => {
    if (shown.current === reloadKey) return;
    shown.current = reloadKey;
    const page = frame.current?.contentWindow;
    if (page === null || page === undefined) return;
    scrolled.current = page.scrollY;
    page.location.reload();
  }, [reloadKey]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section className={classes.room} aria-label="Screen" tabIndex={0}>
      <div ref={ref} className={classes.fit}>
        {width > 0 && (
          <div className={classes.screen} style={{ width: size.width * scale, height: size.height * scale }}>
            {/* oxlint-disable-next-line react/iframe-missing-sandbox -- our own page, whose scripts and scrolling are needed */}
            <iframe
              ref={frame}
              key={address}
              title="What fans see"
              src={address}
              className={classes.frame}
              style={{ width: size.width, height: size.height, transform: `scale(${scale})` }}
              onLoad={() => {
                const page = frame.current?.contentWindow;
                if (page !== null && page !== undefined) scrollAgain(page, scrolled.current);
                scrolled.current = 0;
              }}
            />
          </div>
        )}
      </div>
      {scale < 1 && <p className={classes.scale}>Shown at {Math.round(scale * 100)} %</p>}
    </section>
  );
}

/** Scrolls down as soon as the page is long enough; a reader who scrolls meanwhile is left alone. */
function scrollAgain(page: Window, to: number) {
  if (to === 0) return;
  const until = performance.now() + seekFor;
  const seek = () => {
    const { scrollHeight } = page.document.documentElement;
    const canReach = scrollHeight - page.innerHeight >= to;
    if (canReach && page.scrollY === 0) page.scrollTo(0, to);
    else if (!canReach && performance.now() < until) requestAnimationFrame(seek);
  };
  requestAnimationFrame(seek);
}
