import { visible } from './visible.js';

/** No message of ours is longer; one that quotes a hostile file might be. */
const longest = 2000;

/** A message as a sentence: a capital letter at its beginning, a full stop at its end. */
export function sentence(message: string): string {
  const whole = visible(message).trim();
  const words = whole.length > longest ? `${whole.slice(0, longest)}...` : whole;
  const ended = /[.!?]$/.test(words) ? words : `${words}.`;
  // a path or a name keeps its first letter
  return /^[a-z]+[\s,:]/.test(ended) ? ended.slice(0, 1).toUpperCase() + ended.slice(1) : ended;
}

/** `sessions/per-server-store` -> `SessionsPerServerStore`, for formats that want a name beside the id. */
export function pascal(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}

/** `1 error`, `2 errors`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
