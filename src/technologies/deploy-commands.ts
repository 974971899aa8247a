import { stepKinds } from './shell/steps.js';

/** Whether a command changes the schema of the database, without a lock that all servers respect. */
export function migrates(command: string): boolean {
  const kind = stepKinds.find(({ when, unless }) => when.test(command) && !unless?.test(command));
  return kind?.step === 'migrate' && !kind.guard?.when.test(command);
}

/** Commands that make queue workers take the new code. */
export const restartsWorkers =
  /\bqueue:restart\b|\bhorizon:(terminate|purge)\b|\boctane:reload\b|\bmessenger:stop-workers\b|\bsupervisorctl\b.*\b(restart|reload|update|reread)\b|\bsystemctl\b.*\b(restart|reload)\b|\bdocker\b.*\b(up|restart|service update|stack deploy)\b|\bkubectl\b|\bpm2\b.*\b(reload|restart)\b|\breboot\b/;
