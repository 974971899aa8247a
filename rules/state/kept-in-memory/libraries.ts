import { examples } from 'ha-ready/rule';

const oauth = (made: string, ask: string) => `import secrets

from cachetools import TTLCache
from fastapi import APIRouter, HTTPException

router = APIRouter(prefix="/orders")
${made}


@router.get("/login")
def login():
    state = secrets.token_urlsafe()
    pending[state] = "orders"
    return {"state": state}


@router.get("/callback")
def callback(state: str):
${ask}
    return {"ok": True}
`;

const prices = `from cachetools import LRUCache
from fastapi import APIRouter

from .shipping import price_of

router = APIRouter(prefix="/orders")
prices = LRUCache(maxsize=100)


@router.get("/{country}")
def order(country: str):
    if country in prices:
        return prices[country]
    prices[country] = price_of(country)
    return prices[country]
`;

const login = (keep: string, ask: string) => `import express from 'express';
${keep}

const app = express();

app.get('/login', (req, res) => {
  const state = crypto.randomUUID();
  logins.set(state, { next: req.query.next });
  res.redirect(\`https://id.example.com/authorize?state=\${state}\`);
});

app.get('/callback', (req, res) => {
  ${ask}
});

app.get('/healthz', (_, res) => res.end());
app.listen(3000);
`;

export default examples([
  {
    on: 'express-5',
    about:
      'what one request leaves in a cache for another one to take away; what is looked up there before it is put is a copy',
    bad: {
      'src/app.js': login(
        "import { LRUCache } from 'lru-cache';\n\nconst logins = «new LRUCache»({ max: 500, ttl: 300_000 });",
        'const begun = logins.get(req.query.state);\n  logins.delete(req.query.state);\n  res.redirect(begun.next);',
      ),
    },
    good: {
      'src/app.js': login(
        "import { LRUCache } from 'lru-cache';\nimport { nextOf } from './next.js';\n\nconst logins = { set: (state, value) => nextOf.keep(state, value) };\nconst pages = new LRUCache({ max: 500, ttl: 300_000 });",
        'let page = pages.get(req.query.state);\n  if (!page) {\n    page = nextOf(req.query.state);\n    pages.set(req.query.state, page);\n  }\n  res.redirect(page);',
      ),
    },
  },
  {
    on: 'fastapi-0',
    about: 'a table of a library in place of the language’s own; what can be had again is none',
    bad: {
      'app/orders.py': oauth(
        '«pending» = TTLCache(maxsize=1000, ttl=600)',
        '    if pending.pop(state, None) is None:\n        raise HTTPException(400)',
      ),
    },
    good: { 'app/orders.py': prices },
  },
  {
    on: 'fastapi-0',
    about: 'a layer around all requests counts failures; it is run by the framework, which makes it itself',
    bad: {
      'app/main.py':
        'from fastapi import FastAPI\n\nfrom app.failures import Failures\n\napp = FastAPI()\napp.add_middleware(Failures)\n\n\n@app.get("/healthz")\ndef healthz():\n    return {}\n',
      'app/failures.py':
        'from starlette.middleware.base import BaseHTTPMiddleware\nfrom starlette.responses import Response\n\n«failures» = {}\n\n\nclass Failures(BaseHTTPMiddleware):\n    async def dispatch(self, request, call_next):\n        address = request.client.host\n        if failures.get(address, 0) > 5:\n            return Response(status_code=429)\n        response = await call_next(request)\n        if response.status_code == 401:\n            failures[address] = failures.get(address, 0) + 1\n        return response\n',
    },
  },
]);
