import { type ReactNode, useEffect, useRef, useState } from 'react';
import classes from './ScrollRegion.module.css';

type Props = {
  label: string;
  /** Scrolls downwards too, from a height on that leaves room for what is around it. */
  isLow?: boolean;
  children: ReactNode;
};

/** Scrolls when what it holds is too wide, and only then takes the keyboard's focus. */
export function ScrollRegion({ label, isLow = false, children }: Props) {
  const element = useRef<HTMLElement>(null);
  const [isScrolling, setScrolling] = useState(false);
  useEffect(() => {
    const region = element.current;
    if (region === null) return;
    // Told in each frame in which a size changed, once it is known: to ask for it sooner lays the whole table out.
    const observer = new ResizeObserver(() =>
      setScrolling(region.scrollWidth > region.clientWidth || region.scrollHeight > region.clientHeight),
    );
    observer.observe(region);
    for (const child of region.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  return (
    <section
      ref={element}
      className={classes.region}
      data-low={isLow}
      {...(isScrolling && { tabIndex: 0, 'aria-label': label })}
    >
      {children}
    </section>
  );
}
