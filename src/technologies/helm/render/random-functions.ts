import { table } from '../../../table.js';
import { type Call, type Functions, like } from './function.js';
import { dict, type Hole, holeIn, type Value, words } from './value.js';

function random(call: Call, why: string): Hole {
  return { is: 'hole', source: call.source, why, random: true, at: call.at };
}

const made = (args: readonly Value[], call: Call) =>
  random(call, `is made anew each time (${call.name}, ${args.length} values)`);
const clock = (args: readonly Value[], call: Call) => {
  const given = args.map(holeIn).find((one) => one !== undefined);
  return given ? like(given, call) : random(call, 'is the time at which it runs');
};

const makers =
  'randAlphaNum randAlpha randAscii randNumeric randBytes randInt shuffle uuidv4 genPrivateKey bcrypt htpasswd derivePassword encryptAES decryptAES'.split(
    ' ',
  );
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
