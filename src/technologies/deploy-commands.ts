import { stepKinds } from './shell/steps.js';

/** Whether a command changes the schema of the database, without a lock that all servers respect. */
export function migrates(command: string): boolean {
  const kind = stepKinds.find(({ when, unless }) => when.test(command) && !unless?.test(command));
  return kind?.step === 'migrate' && !kind.guard?.when.test(command);
}

/** Commands that make queue workers take the new code. */
export const restartsWorkers =
  /\bqueue:restart\b|\bhorizon:(terminate|purge)\b|\boctane:reload\b|\bmessenger:stop-workers\b|\bsupervisorctl\b.{0,300}\b(restart|reload|update|reread)\b|\bsystemctl\b.{0,300}\b(restart|reload)\b|\bdocker\b.{0,300}\b(up|restart|service update|stack deploy)\b|\bkubectl\b|\bpm2\b.{0,300}\b(reload|restart)\b|\breboot\b/;

/** Names of hosts and stages that no user is sent to. */
export const staging = /stag|test|dev|\bqa\b|demo|local|preview|review/i;

/** Commands that bring other code to a server, or start it there. */
export const bringsCode =
  /\bgit (pull|fetch|checkout|reset|clone)\b|\bdocker(-| )compose\b.{0,300}\b(up|pull)\b|\bdocker (pull|run)\b|\bcomposer install\b|\b(npm|yarn|pnpm) (ci|install|run build)\b|\bbundle install\b|\bpip install\b|\bsystemctl (restart|reload)\b|\bpm2 (restart|reload|startOrReload)\b/;
