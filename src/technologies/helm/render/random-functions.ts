import { table } from '../../../table.js';
import { type Call, type Functions, like } from './function.js';
import { dict, type Hole, holeIn, type Value, words } from './value.js';

function random(call: Call, why: string, kind: NonNullable<Hole['random']>): Hole {
  return { is: 'hole', source: call.source, why, random: kind, at: call.at };
}

const says = (args: readonly Value[], { name }: Call) => `is made anew each time (${name}, ${args.length} values)`;
const key = (args: readonly Value[], call: Call) => random(call, says(args, call), 'key');
const made = (args: readonly Value[], call: Call) => random(call, says(args, call), 'other');
const clock = (args: readonly Value[], call: Call) => {
  const given = args.map(holeIn).find((one) => one !== undefined);
  return given ? like(given, call) : random(call, 'is the time at which it runs', 'other');
};

const keys = 'randAlphaNum randAlpha randAscii randNumeric randBytes uuidv4 genPrivateKey'.split(' ');
const makers = 'randInt shuffle bcrypt htpasswd derivePassword encryptAES decryptAES'.split(' ');
const certificates =
  'genCA genCAWithKey genSelfSignedCert genSelfSignedCertWithKey genSignedCert genSignedCertWithKey buildCustomCert'.split(
    ' ',
  );
const clocks =
  'now date dateInZone date_in_zone htmlDate htmlDateInZone dateModify date_modify mustDateModify must_date_modify ago unixEpoch toDate mustToDate duration durationRound'.split(
    ' ',
  );

/** What differs from one run to the next is never guessed: it is a hole that says so. */
export const randomFunctions: Functions = table({
  ...Object.fromEntries(keys.map((name) => [name, key])),
  ...Object.fromEntries(makers.map((name) => [name, made])),
  ...Object.fromEntries(clocks.map((name) => [name, clock])),
  ...Object.fromEntries(
    certificates.map((name) => [
      name,
      (args: readonly Value[], call: Call) =>
        dict(
          [
            ['Cert', made(args, call)],
            ['Key', made(args, call)],
          ],
          { shown: call.name },
        ),
    ]),
  ),
  env: () => words(''),
  expandenv: () => words(''),
});
