/** Runs the npm that started this, else the one in PATH; `what` says in words what it does. */
export function runNpm(what: string, args: readonly string[]): Promise<void>;
