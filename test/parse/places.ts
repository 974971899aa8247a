import assert from 'node:assert/strict';
import type { DataNode } from '../../src/parse/data.js';
import type { Problem, Token } from '../../src/parse/parsed.js';

/** Every scalar's span gives back its raw text, every span lies in the text. */
export function assertPlaces(text: string, node: DataNode): void {
  assert.ok(node.start >= 0 && node.start <= node.end && node.end <= text.length, `${node.start}-${node.end}`);
  if (node.is === 'scalar') assert.equal(text.slice(node.start, node.end), node.raw);
  else if (node.is === 'list') for (const item of node.items) assertPlaces(text, item);
  else {
    for (const { keyStart, keyEnd, value } of node.entries) {
      assert.ok(keyStart >= 0 && keyStart <= keyEnd && keyEnd <= text.length);
      assertPlaces(text, value);
    }
  }
}

export function assertProblems(text: string, problems: readonly Problem[]): void {
  for (const { start, end, message } of problems) {
    assert.ok(start >= 0 && start <= end && end <= text.length + 1, `${message} ${start}-${end}`);
  }
}

/** The span of a token whose text needs no decoding gives back that text. */
export function assertToken(text: string, token: Token): void {
  assert.equal(text.slice(token.start, token.end), token.text);
}

/** The tree as plain values; what is unknown is written `?`. */
export function plain(node: DataNode): unknown {
  if (node.is === 'scalar') return node.value === undefined ? '?' : node.value;
  if (node.is === 'list') return node.items.map(plain);
  const entries: (readonly [string, unknown])[] = [];
  for (const { key, value } of node.entries) entries.push([key, plain(value)]);
  return Object.fromEntries(entries);
}
