import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastapi-0',
    bad: {
      'app/cache.py':
        'from fastapi_cache import FastAPICache\nfrom fastapi_cache.backends.inmemory import InMemoryBackend\n\n\ndef start():\n    FastAPICache.init(«InMemoryBackend()»)\n',
    },
    fixed: {
      'app/cache.py':
        'from fastapi_cache import FastAPICache\nfrom fastapi_cache.backends.inmemory import InMemoryBackend\nimport os\nfrom fastapi_cache.backends.redis import RedisBackend\nfrom redis import asyncio as aioredis\n\n\ndef start():\n    FastAPICache.init(RedisBackend(aioredis.from_url(os.environ.get("REDIS_URL", "redis://localhost:6379/0"))))\n',
    },
    good: {
      'app/cache.py':
        'from fastapi_cache import FastAPICache\nfrom fastapi_cache.backends.redis import RedisBackend\nfrom redis import asyncio\n\n\ndef start():\n    FastAPICache.init(RedisBackend(asyncio.from_url("redis://cache.internal")))\n',
    },
  },
  {
    on: 'fastapi-0',
    about: 'a cache of aiocache is in memory unless a class is given',
    bad: {
      'app/cache.py': 'from aiocache import Cache\n\ncache = «Cache(namespace="shop")»\n',
    },
    good: {
      'app/cache.py':
        'from aiocache import Cache\n\ncache = Cache(Cache.REDIS, endpoint="cache.internal", namespace="shop")\n',
    },
  },
  {
    on: 'fastapi-0',
    about: 'answers that one function keeps and another one clears when rows change; a memo that nothing clears',
    bad: {
      'app/db.py':
        'from sqlalchemy.orm import Session\n\nsession = Session()\n\n\ndef save(row):\n    session.add(row)\n    session.commit()\n',
      'app/state.py': '«found» = {}\n',
      'app/orders.py':
        'from fastapi import APIRouter\n\nfrom app import state\nfrom app.db import save\n\nrouter = APIRouter(prefix="/orders")\n\n\n@router.get("/")\ndef find(text: str):\n    if text in state.found:\n        return state.found[text]\n    answer = [text]\n    state.found[text] = answer\n    return answer\n\n\n@router.post("/")\ndef place(text: str):\n    save(text)\n    state.found.clear()\n    return {}\n',
    },
    good: {
      'app/db.py':
        'from sqlalchemy.orm import Session\n\nsession = Session()\n\n\ndef save(row):\n    session.add(row)\n    session.commit()\n',
      'app/state.py': 'found = {}\n',
      'app/orders.py':
        'from fastapi import APIRouter\n\nfrom app import state\nfrom app.db import save\n\nrouter = APIRouter(prefix="/orders")\n\n\n@router.get("/")\ndef find(text: str):\n    if text in state.found:\n        return state.found[text]\n    answer = [text]\n    state.found[text] = answer\n    return answer\n\n\n@router.post("/")\ndef place(text: str):\n    save(text)\n    return {}\n',
    },
  },
]);
