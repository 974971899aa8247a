import { examples } from 'ha-ready/rule';

const app = (code: string) => `import express from 'express';
${code}

const app = express();

app.post('/login', async (req, res) => {
  if (!(await allowed(req.ip))) return res.status(429).end();
  return res.end();
});

app.get('/healthz', (_, res) => res.end());
app.listen(3000);
`;

export default examples([
  {
    on: 'express-5',
    about: 'how often somebody tried, begun anew when it is missing or too old; a copy that is loaded then is none',
    bad: {
      'src/server.js': app(`
const «attempts» = new Map();

function allowed(ip) {
  const now = Date.now();
  const entry = attempts.get(ip);
  if (!entry || entry.until < now) {
    attempts.set(ip, { count: 1, until: now + 60_000 });
    return true;
  }
  if (entry.count >= 10) return false;
  entry.count++;
  return true;
}`),
    },
    good: {
      'src/server.js': app(`
const lists = new Map();

async function allowed(ip) {
  const entry = lists.get(ip);
  if (entry && entry.until > Date.now()) return entry.isAllowed;
  const answer = await fetch(\`https://lists.example.com/\${ip}\`);
  lists.set(ip, { isAllowed: answer.ok, until: Date.now() + 60_000 });
  return answer.ok;
}`),
    },
  },
  {
    on: 'express-5',
    about: 'when somebody came last, and the times at which he came; the age of a copy that stands beside it is none',
    bad: {
      'src/server.js': app(`
const «last» = {};
const «times» = new Map();

function isSlow(ip) {
  if (last[ip] && Date.now() - last[ip] < 1000) return false;
  last[ip] = Date.now();
  return true;
}

function allowed(ip) {
  if (!isSlow(ip)) return false;
  const recent = (times.get(ip) ?? []).filter((time) => time > Date.now() - 60_000);
  if (recent.length > 10) return false;
  recent.push(Date.now());
  times.set(ip, recent);
  return true;
}`),
    },
    good: {
      'src/server.js': app(`
const lists = new Map();
const ages = new Map();

async function allowed(ip) {
  if (ages.get(ip) > Date.now() - 60_000) return lists.get(ip);
  const answer = await fetch(\`https://lists.example.com/\${ip}\`);
  lists.set(ip, answer.ok);
  ages.set(ip, Date.now());
  return answer.ok;
}`),
    },
  },
  {
    on: 'fastapi-0',
    about: 'how often somebody tried within a minute',
    bad: {
      'app/orders.py':
        'import time\nfrom collections import defaultdict\n\nfrom fastapi import APIRouter, HTTPException, Request\n\nrouter = APIRouter(prefix="/orders")\n«times» = defaultdict(list)\n\n\n@router.post("/login")\ndef login(request: Request):\n    now = time.time()\n    address = request.client.host\n    times[address] = [one for one in times[address] if now - one < 60]\n    if len(times[address]) >= 5:\n        raise HTTPException(429)\n    times[address].append(now)\n    return {}\n',
    },
  },
]);
