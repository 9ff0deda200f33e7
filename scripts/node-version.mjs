// Imported first, before anything that an old Node cannot load.
const wanted = [20, 19];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  console.error(`Attend Flex needs Node ${wanted.join('.')} or newer; this is Node ${process.versions.node}.`);
  console.error('Install a newer one from https://nodejs.org and run the command again.');
  process.exit(1);
}
