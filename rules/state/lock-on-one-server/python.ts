import { examples } from 'ha-ready/rule';

const wallet = (lock: string, around: string) =>
  `import asyncio\n\nfrom sqlalchemy import text\nfrom sqlalchemy.ext.asyncio import create_async_engine\n\nengine = create_async_engine("postgresql+asyncpg://db.internal/shop")\n${lock}\n\n\nasync def pay(wallet: int, amount: int):\n    async with ${around}:\n        async with engine.begin() as connection:\n            found = await connection.execute(text("SELECT balance FROM wallets WHERE id = :id"), {"id": wallet})\n            if found.scalar_one() >= amount:\n                await connection.execute(text("UPDATE wallets SET balance = balance - :amount"), {"amount": amount})\n`;
const routes =
  'from fastapi import FastAPI\n\nfrom app.wallet import pay\n\napp = FastAPI()\n\n\n@app.post("/payments")\nasync def payments(wallet: int, amount: int):\n    await pay(wallet, amount)\n    return {}\n';

export default examples([
  {
    on: 'fastapi-0',
    about: 'a lock of the module that a request enters around rows; a limit on how many do it at once',
    bad: { 'app/main.py': routes, 'app/wallet.py': wallet('lock = asyncio.Lock()', '«lock»') },
    good: { 'app/main.py': routes, 'app/wallet.py': wallet('few = asyncio.Semaphore(5)', 'few') },
  },
  {
    on: 'fastapi-0',
    about: 'a lock of an object around rows; one around what this process remembers of them',
    bad: {
      'app/main.py':
        'from fastapi import FastAPI\n\nfrom app.numbers import numbers\n\napp = FastAPI()\n\n\n@app.post("/invoices")\ndef invoices():\n    return {"number": numbers.next()}\n',
      'app/numbers.py':
        'import threading\n\nfrom sqlalchemy.orm import Session\n\n\nclass Numbers:\n    def __init__(self):\n        self._lock = threading.Lock()\n\n    def next(self):\n        with «self._lock»:\n            session = Session()\n            number = session.get(Counter, 1)\n            number.value += 1\n            session.add(number)\n            session.commit()\n            return number.value\n\n\nnumbers = Numbers()\n',
    },
    good: {
      'app/main.py':
        'from fastapi import FastAPI\n\nfrom app.numbers import numbers\n\napp = FastAPI()\n\n\n@app.get("/rates")\ndef rates():\n    return {"rate": numbers.rate()}\n',
      'app/numbers.py':
        'import threading\n\nfrom sqlalchemy import create_engine, text\n\nengine = create_engine("postgresql://db.internal/shop")\n\n\nclass Numbers:\n    def __init__(self):\n        self._lock = threading.Lock()\n        self._rate = None\n\n    def rate(self):\n        with self._lock:\n            if self._rate is None:\n                with engine.connect() as connection:\n                    self._rate = connection.execute(text("SELECT rate FROM rates")).scalar_one()\n        return self._rate\n\n\nnumbers = Numbers()\n',
    },
  },
]);
