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

export default examples([
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
]);
