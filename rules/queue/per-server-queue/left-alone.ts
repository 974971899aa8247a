import { examples } from 'ha-ready/rule';

const hooks =
  "export async function callHook(url, order) {\n  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(order) });\n  if (!answer.ok) console.error(answer.status);\n}\n\nexport async function totals() {\n  return fetch('https://shop.example.com/totals');\n}\n";
const server = (call: string) =>
  `import express from 'express';\nimport { callHook, totals } from './hooks.js';\n\nconst app = express();\n\napp.post('/orders', async (req, res) => {\n  ${call}\n  res.json({ ok: true });\n});\n\napp.listen(3000);\n`;
const told = (caught: string) =>
  `import axios from 'axios';\n\nexport const callHook = async (url, order) => {\n  if (!order) return;\n  axios.post(url, { id: order.id }).then(() => {})${caught};\n};\n\nexport const totals = async () => axios.post('https://shop.example.com/seen', {})${caught};\n`;
const sent = (caught: string) =>
  `import axios from 'axios';\n\nconst post = (url, body) => axios.post(url, body, { timeout: 5000 });\n\nexport const callHook = async (url, order) => {\n  if (!order) return;\n  post(url, { id: order.id }).catch(${caught});\n};\n\nexport const totals = async () => {};\n`;
const thread = (caught: string) => ({
  'shop/seen.py': `import logging\nimport threading\n\nimport requests\nfrom flask import Blueprint\n\nlog = logging.getLogger(__name__)\npages = Blueprint("pages", __name__)\n\n\ndef tell(order):\n    try:\n        requests.post("https://seen.example.com", json=order)\n    except OSError:\n        ${caught}\n\n\n@pages.post("/orders")\ndef order():\n    ${caught === 'pass' ? '' : '«'}threading.Thread(target=tell, args=({"id": 1},))${caught === 'pass' ? '' : '»'}.start()\n    return "ok"\n`,
});
const mails =
  "import nodemailer from 'nodemailer';\n\nconst transport = nodemailer.createTransport(process.env.SMTP_URL);\n\nexport async function mailCode(to: string) {\n  await transport.sendMail({ to, subject: 'Code' });\n}\n";
const route = (call: string) =>
  `import { after } from 'next/server';\nimport { mailCode } from '../../../lib/mails';\n\nexport async function POST(request: Request) {\n  const { email } = await request.json();\n  ${call}\n  return Response.json({ ok: true });\n}\n`;

const caught = (call: string) =>
  `import express from 'express';\nimport { callHook } from './hooks.js';\n\nconst app = express();\n\nconst caught = (show) => (req, res, next) => {\n  show(req, res).catch(next);\n};\n\napp.post(\n  '/orders',\n  caught(async (req, res) => {\n    ${call}\n    res.json({ ok: true });\n  }),\n);\n\napp.listen(3000);\n`;

/** Work that a request begins and nobody waits for. */
export default examples([
  {
    on: 'express-5',
    about: 'the client waits for what is answered at its end',
    bad: {
      'src/hooks.js': hooks,
      'src/server.js': server("«callHook('https://hooks.example.com', req.body)».finally(() => console.log('told'));"),
    },
    good: {
      'src/hooks.js': hooks,
      'src/server.js': server("callHook('https://hooks.example.com', req.body).finally(() => res.json({}));").replace(
        '  res.json({ ok: true });\n',
        '',
      ),
    },
  },
  {
    on: 'express-5',
    about: 'a promise that calls a web hook and that nobody waits for; one that is waited for, and one that only reads',
    bad: {
      'src/hooks.js': hooks,
      'src/server.js': server("«callHook('https://hooks.example.com', req.body)».catch(console.error);"),
    },
    good: {
      'src/hooks.js': hooks,
      'src/server.js': server("await callHook('https://hooks.example.com', req.body);\n  totals();"),
    },
  },
  {
    on: 'express-5',
    about: 'what nobody waits for in a handler that a helper wraps; the handler itself answers the request',
    bad: {
      'src/hooks.js': hooks,
      'src/server.js': caught("«callHook('https://hooks.example.com', req.body)».catch(console.error);"),
    },
    good: {
      'src/hooks.js': hooks,
      'src/server.js': caught("await callHook('https://hooks.example.com', req.body);"),
    },
  },
  {
    on: 'express-5',
    about: 'a service that is told something, and whose faults are heard by nobody: whoever wrote it does not miss it',
    bad: {
      'src/hooks.js': told('.catch((error) => console.error(error))'),
      'src/server.js': server("«callHook('https://hooks.example.com', req.body)»;"),
    },
    good: {
      'src/hooks.js': told('.catch(() => {})'),
      'src/server.js': server("callHook('https://hooks.example.com', req.body);\n  totals();"),
    },
  },
  {
    on: 'flask-3',
    about: 'the same in a thread',
    bad: thread('log.warning("not told")'),
    good: thread('pass'),
  },
  {
    on: 'next-15',
    about: 'work that is put off until the answer is sent',
    bad: {
      'lib/mails.ts': mails,
      'app/api/codes/route.ts': route('«after(() => mailCode(email))»;'),
    },
    good: {
      'lib/mails.ts': mails,
      'app/api/codes/route.ts': route('await mailCode(email);'),
    },
  },
  {
    on: 'express-5',
    about: 'a helper that only sends it: who calls it hears of the fault, or does not',
    bad: {
      'src/hooks.js': sent('(error) => console.error(error)'),
      'src/server.js': server("«callHook('https://hooks.example.com', req.body)»;"),
    },
    good: {
      'src/hooks.js': sent('() => {}'),
      'src/server.js': server("callHook('https://hooks.example.com', req.body);"),
    },
  },
]);
