import { type ReactNode, startTransition, useEffect, useState } from 'react';
import classes from './Later.module.css';

/**
 * What stands below the top of a screen: drawn in the frames after the first, which give way to another click, so that the
 * click that led here is answered at once. Its room is kept meanwhile: who comes back is where the screen was left.
 */
export function Later({ children }: { children: ReactNode }) {
  const [isDue, setDue] = useState(false);
  useEffect(() => startTransition(() => setDue(true)), []);
  return isDue ? children : <div className={classes.room} />;
}
