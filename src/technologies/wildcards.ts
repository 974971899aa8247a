/** Whether a pattern of `*` (anything) and `?` (one character) means the whole text. Takes their product at most, whatever stands in them. */
export function matchesWildcards(pattern: string, text: string): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let from = 0;
  while (at < text.length) {
    if (pattern[next] === '*') {
      star = next++;
      from = at;
    } else if (next < pattern.length && (pattern[next] === '?' || pattern[next] === text[at])) {
      next++;
      at++;
    } else if (star >= 0) {
      // the last star takes one more
      next = star + 1;
      at = ++from;
    } else return false;
  }
  while (pattern[next] === '*') next++;
  return next === pattern.length;
}

/** The same where a star does not reach over the end of a folder. */
export function matchesPathWildcards(pattern: string, path: string): boolean {
  const steps = path.split('/');
  const wanted = pattern.split('/');
  return wanted.length === steps.length && wanted.every((one, index) => matchesWildcards(one, steps[index] ?? ''));
}
