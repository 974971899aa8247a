import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DockerInstruction, parseDockerfile } from '../../src/parse/dockerfile.js';
import { assertQuickOnRepetition, assertSameTokensOnWindows, assertSoundOnAnything, messages } from './scanning.js';

const SHOP = `# syntax=docker/dockerfile:1.7
# escape=\\

ARG PHP=8.3
FROM node:22 AS assets
COPY --chown=node:node package*.json ./
RUN --mount=type=cache,target=/root/.npm npm ci && \\
    # only what production needs
    npm run build

FROM --platform=linux/amd64 php:\${PHP}-fpm-alpine as app
LABEL org.example.title="The shop" org.example.team='a b'
ENV APP_ENV=production \\
    SESSION_DRIVER="file" QUEUE_CONNECTION=sync
ENV TZ Europe/Berlin
COPY --from=assets /srv/dist /app/public
RUN <<-EOF
	set -e
	php artisan config:cache
EOF
HEALTHCHECK --interval=30s --timeout=3s CMD ["curl", "-f", "http://localhost/up"]
onbuild run echo hello
ENTRYPOINT ["/entry.sh", "--flag"]
CMD php artisan migrate --force && php-fpm
`;

const cases: readonly [name: string, text: string, shown: string][] = [
  ['lower-case keywords', 'from a\nrun b', 'FROM[a] RUN shell<b>'],
  ['an exec form', 'CMD ["a", "b c"]', 'CMD exec[a|b c]'],
  ['an exec form over lines', 'CMD ["a", \\\n  "b"]', 'CMD exec[a|b]'],
  ['a broken array as the shell form', "CMD ['a', 'b']", `CMD shell<['a', 'b']>`],
  ['an empty array', 'ENTRYPOINT []', 'ENTRYPOINT exec[]'],
  ['a comment between continued lines', 'RUN a && \\\n# why\n  b', 'RUN shell<a && b>'],
  ['a blank line between continued lines', 'RUN a \\\n\n  b', 'RUN shell<a b>'],
  ['white space behind the backslash', 'RUN a \\  \n b', 'RUN shell<a b>'],
  ['an escaped backslash as no continuation', 'RUN a \\\\\nUSER b', 'RUN shell<a \\\\> USER[b]'],
  ['a continued word', 'EXPOSE 80\\\n80', 'EXPOSE[8080]'],
  ['another escape character', '# escape=`\nRUN a `\n b\nUSER c\\', 'RUN shell<a b> USER[c\\]'],
  ['several variables', `ENV A=1 B="x y" C='$D' E=f\\ g`, 'ENV(A=1,B=x y,C=$D,E=f g)'],
  ['the old form of a variable', 'ENV A b c "d"', 'ENV(A=b c d)'],
  ['an empty value', 'ENV A= B=2', 'ENV(A=,B=2)'],
  ['arguments with and without a default', 'ARG A B=2', 'ARG(A,B=2)'],
  ['quoted labels', 'LABEL "a.b"="c d"', 'LABEL(a.b=c d)'],
  ['an escaped quote', 'ENV A="say \\"hi\\""', 'ENV(A=say "hi")'],
  ['no health check', 'HEALTHCHECK NONE', 'HEALTHCHECK[NONE]'],
  [
    'a health check in shell form',
    'HEALTHCHECK --retries=2 CMD curl x || exit 1',
    'HEALTHCHECK--retries=2 > CMD shell<curl x || exit 1>',
  ],
  ['an instruction for later', 'ONBUILD COPY . /app', 'ONBUILD > COPY shell[.|/app]'],
  ['flags with quotes', 'COPY --from=a --chmod="755" b c', 'COPY--from=a--chmod=755 shell[b|c]'],
  ['two here-documents', 'COPY <<A <<"B" /x/\na\nA\nb\nB\nUSER u', 'COPY shell[<<A|<<B|/x/]+A:a\n+B:b\n USER[u]'],
  [
    'a shift as no here-document',
    'RUN echo $((1<<X)) "a <<B" <<<c\nUSER u',
    'RUN shell<echo $((1<<X)) "a <<B" <<<c> USER[u]',
  ],
  [
    'template statements on their own lines',
    '{% if x %}\nUSER a\n{% endif %}\nRUN b \\\n{% if y %}\n c\n',
    'USER[a] RUN shell<b c>',
  ],
  [
    'template expressions as words',
    'FROM {{ image | default("x y") }} AS b',
    'FROM[{{ image | default("x y") }}|AS|b]',
  ],
];

for (const [name, text, shown] of cases) {
  test(`Dockerfile: reads ${name}`, () => {
    const { tree, problems } = parseDockerfile(text);
    const instructions = [...tree.preamble, ...tree.stages.flatMap((stage) => stage.instructions)];
    assert.equal(instructions.map(show).join(' '), shown);
    assert.deepEqual(
      messages(problems).filter((message) => !message.includes('first FROM')),
      [],
    );
  });
}

const broken: readonly [name: string, text: string, messages: readonly string[]][] = [
  ['a line that is no instruction', 'FROM a\nhello world\nUSER b', ['"HELLO" is no instruction']],
  [
    'a here-document without an end',
    'FROM a\nRUN <<EOF\nfoo',
    ['the here-document "EOF" is not closed', '"FOO" is no instruction'],
  ],
  ['an instruction before the first stage', 'RUN a\nFROM b', ['RUN stands before the first FROM']],
];

for (const [name, text, expected] of broken) {
  test(`Dockerfile: reports ${name}`, () => {
    const { tree, problems } = parseDockerfile(text);
    assert.deepEqual(messages(problems), expected);
    assert.equal(tree.stages.length, 1);
  });
}

test('Dockerfile: reads stages, flags and variables with their places', () => {
  const { tree, problems } = parseDockerfile(SHOP);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    tree.directives.map(({ key, value }) => `${key.text}=${value?.text}`),
    ['syntax=docker/dockerfile:1.7', 'escape=\\'],
  );
  assert.deepEqual(
    tree.stages.map((stage) => [stage.name?.text, stage.from.text]),
    [
      ['assets', 'node:22'],
      ['app', 'php:${PHP}-fpm-alpine'],
    ],
  );
  const app = tree.stages[1];
  const pairs = app?.instructions.flatMap((instruction) => instruction.pairs) ?? [];
  assert.deepEqual(
    pairs.map(({ key, value }) => `${SHOP.slice(key.start, key.end)}: ${SHOP.slice(value?.start, value?.end)}`),
    [
      'org.example.title: "The shop"',
      "org.example.team: 'a b'",
      'APP_ENV: production',
      'SESSION_DRIVER: "file"',
      'QUEUE_CONNECTION: sync',
      'TZ: Europe/Berlin',
    ],
  );
  const check = app?.instructions.find((instruction) => instruction.keyword.text === 'HEALTHCHECK');
  assert.deepEqual(
    check?.inner?.words.map((word) => SHOP.slice(word.start, word.end)),
    ['"curl"', '"-f"', '"http://localhost/up"'],
  );
  const script = app?.instructions.find((instruction) => instruction.heredocs.length > 0);
  assert.equal(script?.heredocs[0]?.body.text, '\tset -e\n\tphp artisan config:cache\n');
  assert.equal(SHOP.slice(script?.start, script?.end), 'RUN <<-EOF\n\tset -e\n\tphp artisan config:cache\nEOF');
});

test('Dockerfile: an offset into the arguments is a place in the file', () => {
  const run = parseDockerfile(SHOP).tree.stages[0]?.instructions.at(-1);
  const place = (run?.args.start ?? 0) + (run?.args.text.indexOf('npm run build') ?? 0);
  assert.equal(SHOP.slice(place, place + 13), 'npm run build');
  assert.equal(run?.args.text.length, (run?.args.end ?? 0) - (run?.args.start ?? 0));
  assert.doesNotMatch(run?.args.text ?? '', /only what/);
});

test('Dockerfile: carriage returns and a byte order mark change no word', () => {
  assertSameTokensOnWindows(parseDockerfile, SHOP);
});

test('Dockerfile: every text is read to its end with places inside it', () => {
  assertSoundOnAnything(parseDockerfile, [
    SHOP,
    'FROM {{ a }}\n{% if b %}\nENV A={{ c }} B="{{ d }}"\n{% endif %}\nRUN <<A cat <<B\nA\nB\n',
  ]);
});

test('Dockerfile: no repetition makes it slow', () => {
  assertQuickOnRepetition(parseDockerfile, [
    'RUN <<A\n',
    'ONBUILD ',
    'HEALTHCHECK CMD ',
    'RUN a \\\n',
    'ENV "',
    'ENV A="\\"',
    '{{',
    'RUN {%\n',
    'COPY --a=',
    ' ',
    '\0',
    '# escape=` \n',
    'CMD [',
    'RUN "<<A ',
  ]);
});

function show({ keyword, flags, args, form, words, pairs, heredocs, inner }: DockerInstruction): string {
  const options = flags.map(({ name, value }) => `--${name.text}=${value?.text}`).join('');
  const head = keyword.text + options;
  if (inner !== undefined) return `${head} > ${show(inner)}`;
  if (pairs.length > 0)
    return `${head}(${pairs.map(({ key, value }) => (value === undefined ? key.text : `${key.text}=${value.text}`)).join(',')})`;
  const listed = words.length > 0 || form === 'exec';
  const rest = listed ? `[${words.map((word) => word.text).join('|')}]` : `<${args.text.replaceAll(/\s+/g, ' ')}>`;
  const bodies = heredocs.map(({ name, body }) => `+${name}:${body.text}`).join('');
  return `${head}${form === undefined ? '' : ` ${form}`}${rest}${bodies}`;
}
