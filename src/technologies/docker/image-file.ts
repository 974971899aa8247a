import type { Fact } from '../../facts/fact.js';
import { type ImageCommand, type ImageCopy, type ImageStage, withArguments } from '../../facts/image.js';
import type { Located } from '../../facts/span.js';
import type { Dockerfile, DockerInstruction, DockerStage } from '../../parse/dockerfile.js';
import type { Token } from '../../parse/parsed.js';

/** A Dockerfile as a fact. */
export function imageFact(tree: Dockerfile, file: string, length: number): Fact {
  const global = namesIn(tree.preamble);
  const ended = new Map<string, Names>();
  return {
    kind: 'image',
    stages: tree.stages.map((stage) => {
      // the environment of the stage that it is built on is its own
      const names = ended.get(stage.from.text.toLowerCase()) ?? global;
      if (stage.name) ended.set(stage.name.text.toLowerCase(), namesIn(stage.instructions, new Map(names)));
      return stageOf(stage, file, names);
    }),
    at: { file, start: 0, end: length },
  };
}

type Names = ReadonlyMap<string, string>;

function stageOf(stage: DockerStage, file: string, global: Names): ImageStage {
  const located = ({ text, start, end }: Token): Located<string> => ({ value: text, at: { file, start, end } });
  const all = (keyword: string) => stage.instructions.filter((instruction) => instruction.keyword.text === keyword);
  const last = (keyword: string) => all(keyword).at(-1);
  const health = last('HEALTHCHECK');
  const stop = last('STOPSIGNAL')?.words[0];
  const user = last('USER')?.words[0];
  const entrypoint = commandOf(last('ENTRYPOINT'), file);
  const command = commandOf(last('CMD'), file);
  return {
    ...(stage.name ? { name: stage.name.text } : {}),
    from: stage.from.text,
    ...(entrypoint ? { entrypoint } : {}),
    ...(command ? { command } : {}),
    environment: all('ENV').flatMap(({ pairs }) =>
      pairs.flatMap(({ key, value }) =>
        value ? [{ name: key.text, value: value.text, at: { file, start: key.start, end: value.end } }] : [],
      ),
    ),
    ...(health
      ? {
          healthcheck: {
            value: health.inner?.args.text ?? health.args.text.trim(),
            at: { file, start: health.start, end: health.end },
          },
        }
      : {}),
    volumes: all('VOLUME').flatMap(({ words }) => words.map(located)),
    ports: all('EXPOSE').flatMap(({ words }) => words.map(located)),
    ...(stop ? { stopSignal: located(stop) } : {}),
    ...(user ? { user: located(user) } : {}),
    ...placesIn(stage, global),
    runs: all('RUN').map(({ args }) => located(args)),
    at: { file, start: stage.start, end: stage.instructions[0]?.end ?? stage.end },
  };
}

function commandOf(instruction: DockerInstruction | undefined, file: string): ImageCommand | undefined {
  if (!instruction) return undefined;
  const { start, end } = instruction;
  const words = instruction.form === 'exec' ? instruction.words : [instruction.args];
  return {
    form: instruction.form === 'exec' ? 'exec' : 'shell',
    words: words.map((word) => ({ value: word.text, at: { file, start: word.start, end: word.end } })),
    at: { file, start, end },
  };
}

/** What ARG and ENV set, in order: `${NAME}` and `$NAME` in later words mean it. */
function namesIn(instructions: readonly DockerInstruction[], names = new Map<string, string>()): Map<string, string> {
  for (const { keyword, pairs } of instructions) {
    if (keyword.text !== 'ARG' && keyword.text !== 'ENV') continue;
    for (const { key, value } of pairs)
      if (value) names.set(key.text, askedOf(keyword.text, { name: key.text, text: expanded(value.text, names) }));
  }
  return names;
}

/** An argument stays as it is asked for, with its default: who builds the image may give it another value. */
function askedOf(keyword: string, { name, text }: { readonly name: string; readonly text: string }): string {
  return keyword === 'ARG' && !/[${}]/.test(text) ? `\${${name}:-${text}}` : withArguments(text, {});
}

/** Names that stand for each other twice, again and again, grow beyond any memory: a text stays as it is written then. */
const longestValue = 4000;

function expanded(text: string, names: Names): string {
  let length = text.length;
  const made = text.replace(
    /\$(?:\{(\w+)(?::?-([^}]{0,500}))?\}|(\w+))/g,
    (whole, braced: string | undefined, fallback: string | undefined, plain: string | undefined) => {
      const value = names.get(braced ?? plain ?? '') ?? fallback ?? whole;
      length += value.length;
      return length > longestValue ? whole : value;
    },
  );
  return length > longestValue ? text : made;
}

/** The files that a stage takes in, and the folder that it works in at last. */
function placesIn({ instructions }: DockerStage, global: Names): Pick<ImageStage, 'copies' | 'workdir'> {
  const copies: ImageCopy[] = [];
  const names = new Map(global);
  let workdir: string | undefined;
  for (const instruction of instructions) {
    const kind = instruction.keyword.text;
    if (kind === 'ARG' || kind === 'ENV') namesIn([instruction], names);
    if (kind === 'WORKDIR') {
      const said = expanded(instruction.args.text.trim(), names);
      workdir = said.startsWith('/') || workdir === undefined ? said : `${workdir.replace(/\/$/, '')}/${said}`;
    }
    if (kind === 'COPY' || kind === 'ADD') copies.push(...copyOf(instruction, names, workdir));
  }
  return { copies, ...(workdir === undefined ? {} : { workdir }) };
}

function copyOf({ flags, words }: DockerInstruction, names: Names, workdir: string | undefined): readonly ImageCopy[] {
  const paths = words.map(({ text }) => expanded(text, names));
  const target = paths.at(-1);
  if (target === undefined || paths.length < 2) return [];
  const stage = flags.find(({ name }) => name.text === 'from')?.value?.text;
  return [
    {
      sources: paths.slice(0, -1),
      target,
      ...(stage === undefined ? {} : { stage }),
      ...(workdir === undefined ? {} : { workdir }),
    },
  ];
}
