/** The teams of the NBA in 2025-26 by their three letters, and the home of the one whose season this is. Facts. */
export const teamNames: ReadonlyMap<string, string> = new Map([
  ['ATL', 'Atlanta Hawks'],
  ['BKN', 'Brooklyn Nets'],
  ['BOS', 'Boston Celtics'],
  ['CHA', 'Charlotte Hornets'],
  ['CHI', 'Chicago Bulls'],
  ['CLE', 'Cleveland Cavaliers'],
  ['DAL', 'Dallas Mavericks'],
  ['DEN', 'Denver Nuggets'],
  ['DET', 'Detroit Pistons'],
  ['GSW', 'Golden State Warriors'],
  ['HOU', 'Houston Rockets'],
  ['IND', 'Indiana Pacers'],
  ['LAC', 'LA Clippers'],
  ['LAL', 'Los Angeles Lakers'],
  ['MEM', 'Memphis Grizzlies'],
  ['MIA', 'Miami Heat'],
  ['MIL', 'Milwaukee Bucks'],
  ['MIN', 'Minnesota Timberwolves'],
  ['NOP', 'New Orleans Pelicans'],
  ['NYK', 'New York Knicks'],
  ['OKC', 'Oklahoma City Thunder'],
  ['ORL', 'Orlando Magic'],
  ['PHI', 'Philadelphia 76ers'],
  ['PHX', 'Phoenix Suns'],
  ['POR', 'Portland Trail Blazers'],
  ['SAC', 'Sacramento Kings'],
  ['SAS', 'San Antonio Spurs'],
  ['TOR', 'Toronto Raptors'],
  ['UTA', 'Utah Jazz'],
  ['WAS', 'Washington Wizards'],
]);

export const homeTeam = {
  name: 'Golden State Warriors',
  arena: 'Chase Center',
  timeZone: 'America/Los_Angeles',
} as const;

/** The largest attendance seen at a game there: its seats. */
export const arenaSeatCount = 18_064;
