import { type ReactNode, useEffect, useRef, useState } from 'react';
import classes from './ScrollRegion.module.css';

/** Scrolls sideways when what it holds is too wide, and only then takes the keyboard's focus. */
export function ScrollRegion({ label, children }: { label: string; children: ReactNode }) {
  const element = useRef<HTMLElement>(null);
  const [isWide, setWide] = useState(false);
  useEffect(() => {
    const region = element.current;
    if (region === null) return;
    const measure = () => setWide(region.scrollWidth > region.clientWidth);
    const observer = new ResizeObserver(measure);
    observer.observe(region);
    measure();
    return () => observer.disconnect();
  }, []);
  return (
    <section ref={element} className={classes.region} {...(isWide && { tabIndex: 0, 'aria-label': label })}>
      {children}
    </section>
  );
}
