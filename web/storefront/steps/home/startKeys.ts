/** What the one next step is called, and what is promised above it, by the program's type. */
export const startKeys = {
  build_your_own: 'home.start_games',
  game_packs: 'home.start_packs',
  preset_packages: 'home.start_packages',
} as const;

export const sublineKeys = {
  build_your_own: 'home.subline_games',
  game_packs: 'home.subline_packs',
  preset_packages: 'home.subline_packages',
} as const;
