const install =
  /^((?:.*[\s:])?(?:npm install|pnpm add|yarn add|bun add|bundle add|pip install)) ([\w@./-]+(?: [\w@./-]+)*)$/;

/** Each need once, in order; commands that install packages the same way become one, at the place of the first. */
export function joinNeeds(needs: readonly string[]): readonly string[] {
  const packages = new Map<string, Set<string>>();
  const joined = new Set<string>();
  for (const need of needs) {
    const [, command, names] = install.exec(need) ?? [];
    if (command === undefined || names === undefined) {
      joined.add(need);
      continue;
    }
    const wanted = packages.get(command) ?? new Set<string>();
    for (const name of names.split(' ')) wanted.add(name);
    packages.set(command, wanted);
    joined.add(command);
  }
  return [...joined].map((need) => {
    const wanted = packages.get(need);
    return wanted ? `${need} ${[...wanted].join(' ')}` : need;
  });
}
