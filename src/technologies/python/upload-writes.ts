import type { Fact, Facts } from '../../facts/fact.js';
import { type Evidence, said } from '../../resolve/evidence.js';
import { byHand } from './by-hand.js';

/** Code that writes what a request sent to the disk: the best witness first. */
export function uploadWrites(facts: Facts): readonly Evidence[] {
  const handlers = new Set(facts.of('route').map((route) => `${route.at.file} ${route.handler}`));
  const found: Evidence[] = [];
  for (const fact of facts.of('python-call')) {
    if (byHand.test(fact.at.file)) continue;
    const inHandler = handlers.has(`${fact.at.file} ${fact.inside ?? ''}`);
    const says = writeIn(fact, inHandler);
    if (says) found.push(said(fact.at, says));
  }
  return found;
}

function writeIn(fact: Fact<'python-call'>, inHandler: boolean): string | undefined {
  if (
    /(^|\.)(file|upload|uploaded|image|photo|f|attachment|document|avatar|picture|upload_file|uploaded_file)\.save$/i.test(
      fact.name,
    ) &&
    fact.args.length > 0 &&
    inHandler
  )
    return 'saves an uploaded file';
  if (/^shutil\.copyfileobj$/.test(fact.name) && inHandler) return 'copies an upload into a file';
  const mode = fact.args[1]?.value;
  if (/^(aiofiles\.)?open$/.test(fact.name) && mode?.is === 'literal' && /[wax]b/.test(String(mode.value)) && inHandler)
    return 'writes an upload into a file';
  return undefined;
}

/** A folder that uploads are served from. */
export function servedFolders(facts: Facts): readonly Evidence[] {
  return facts
    .of('python-call')
    .filter(
      (fact) =>
        /StaticFiles$/.test(fact.name) &&
        fact.args.some(({ value }) => value.is === 'literal' && /upload|media|files/i.test(String(value.value))),
    )
    .map((fact) => said(fact.at, 'serves uploads from the disk'));
}
