/** An exception of ours as one line of a report: what failed, never the text that it failed on. */
export function faultOf(error: unknown): string {
  const said = error instanceof Error ? `${error.name}: ${error.message.slice(0, 100)}` : 'unknown error';
  return `a fault of this program (${said})`;
}
