/** Ports at which something else than HTTP is spoken, by the registry of IANA: mail, shells, names, files, directories and stores. */
const others = new Set([20, 21, 22, 23, 25, 53, 69, 110, 119, 123, 137, 138, 139, 143, 161, 389, 445, 465, 514, 587, 636, 989, 990, 993, 995, 1433, 1521, 1883, 2049, 3306, 3478, 5060, 5222, 5269, 5349, 5432, 5672, 6379, 8883, 11211, 27017]); // biome-ignore format: a list

const plain: readonly number[] = [80, 8080, 8000, 3000];

/** Nothing else is registered for it. */
export function isHttpPort(port: number): boolean {
  return !others.has(port);
}

/** Of the ports that a container opens the one at which it answers HTTP, as far as numbers tell: plain before encrypted, the usual before the first. */
export function httpPort(ports: readonly number[]): number | undefined {
  const open = ports.filter((port) => port > 0 && isHttpPort(port));
  return open.find((port) => plain.includes(port)) ?? open.find((port) => port % 1000 !== 443) ?? open[0];
}
