import classes from './Wordmark.module.css';

/** The product's sign: a ticket. */
export function Wordmark() {
  return (
    <span className={classes.mark}>
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="8" className={classes.tile} />
        <path
          d="M8 11.5h16v3a1.8 1.8 0 0 0 0 3.4v3.1H8v-3.1a1.8 1.8 0 0 0 0-3.4zM19 13v1.2M19 15.6v1.2M19 18.2v1.2"
          className={classes.ticket}
        />
      </svg>
      <span>
        Cortex <span className={classes.product}>Attend Flex</span>
      </span>
    </span>
  );
}
