// Runs before anything is painted, so that the page does not flash in the other scheme.
try {
  const chosen = localStorage.getItem('flex-color-scheme');
  const isDark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.mantineColorScheme = isDark ? 'dark' : 'light';
} catch {
  // Storage is refused in some private windows: the system's scheme is used.
}
