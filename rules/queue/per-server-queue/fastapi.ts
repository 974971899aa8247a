import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastapi-0',
    about: 'work that the request does not wait for',
    bad: {
      'app/orders.py':
        'import smtplib\n\nfrom fastapi import APIRouter, BackgroundTasks\n\nrouter = APIRouter(prefix="/orders")\n\n\ndef thank(text):\n    with smtplib.SMTP("mail.internal") as server:\n        server.send_message(text)\n\n\n@router.post("/")\ndef place(background_tasks: BackgroundTasks):\n    «background_tasks.add_task(thank, "mail")»\n    return {}\n',
    },
    good: {
      'app/orders.py':
        'from fastapi import APIRouter\n\nfrom .jobs import send_mail\n\nrouter = APIRouter(prefix="/orders")\n\n\n@router.post("/")\ndef place():\n    send_mail.delay("order")\n    return {}\n',
    },
  },
  {
    on: 'fastapi-0',
    about: 'a thread class of the app, started by a helper; one that is joined is waited for',
    bad: {
      'app/letters.py':
        'import smtplib\nfrom threading import Thread\n\n\nclass Letter(Thread):\n    def __init__(self, text):\n        super().__init__()\n        self.text = text\n\n    def run(self):\n        with smtplib.SMTP("mail.internal") as server:\n            server.send_message(self.text)\n\n\ndef post(text):\n    letter = Letter(text)\n    «letter.start()»\n',
      'app/orders.py':
        'from fastapi import APIRouter\n\nfrom app.letters import post\n\nrouter = APIRouter(prefix="/orders")\n\n\n@router.post("/")\ndef place():\n    post("thanks")\n    return {}\n',
    },
    good: {
      'app/letters.py':
        'import smtplib\nfrom threading import Thread\n\n\nclass Letter(Thread):\n    def __init__(self, text):\n        super().__init__()\n        self.text = text\n\n    def run(self):\n        with smtplib.SMTP("mail.internal") as server:\n            server.send_message(self.text)\n\n\ndef post(text):\n    letter = Letter(text)\n    letter.start()\n    letter.join()\n',
      'app/orders.py':
        'from fastapi import APIRouter\n\nfrom app.letters import post\n\nrouter = APIRouter(prefix="/orders")\n\n\n@router.post("/")\ndef place():\n    post("thanks")\n    return {}\n',
    },
  },
  {
    on: 'fastapi-0',
    about: 'a helper runs the function that it is given, and that one makes an object of a class that it is given',
    bad: {
      'app/index.py':
        'from sqlalchemy.orm import Session\n\n\nclass Index:\n    def process(self, user):\n        session = Session()\n        session.add(user)\n        session.commit()\n\n\ndef setup(kind: type[Index], user):\n    kind().process(user)\n\n\ndef rebuild(user):\n    setup(Index, user)\n',
      'app/orders.py':
        'import asyncio\n\nfrom fastapi import APIRouter, BackgroundTasks\n\nfrom app.index import rebuild\n\nrouter = APIRouter(prefix="/orders")\n\n\nasync def in_thread(work, *args):\n    loop = asyncio.get_event_loop()\n    return await loop.run_in_executor(None, work, *args)\n\n\n@router.post("/")\ndef place(background_tasks: BackgroundTasks):\n    «background_tasks.add_task(in_thread, rebuild, "user")»\n    return {}\n',
    },
    good: {
      'app/index.py':
        'from sqlalchemy.orm import Session\n\n\nclass Index:\n    def process(self, user):\n        session = Session()\n        session.add(user)\n        session.commit()\n\n\ndef setup(kind: type[Index], user):\n    kind().process(user)\n\n\ndef rebuild(user):\n    setup(Index, user)\n',
      'app/orders.py':
        'import asyncio\n\nfrom fastapi import APIRouter, BackgroundTasks\n\nfrom app.index import rebuild\n\nrouter = APIRouter(prefix="/orders")\n\n\nasync def in_thread(work, *args):\n    loop = asyncio.get_event_loop()\n    return await loop.run_in_executor(None, work, *args)\n\n\n@router.post("/")\nasync def place():\n    await in_thread(rebuild, "user")\n    return {}\n',
    },
  },
  {
    on: 'fastapi-0',
    about: 'the branches of one handler are one finding, at the one that is left',
    bad: {
      'app/cases.py':
        'from fastapi import APIRouter, BackgroundTasks\nfrom sqlalchemy.orm import Session\n\nrouter = APIRouter(prefix="/cases")\n\n\ndef save(case):\n    session = Session()\n    session.add(case)\n    session.commit()\n\n\n@router.post("/")\ndef create(case: dict, background_tasks: BackgroundTasks):\n    if case["state"] == "stable":\n        background_tasks.add_task(save, case)\n    elif case["state"] == "closed":\n        background_tasks.add_task(save, case)\n    else:\n        «background_tasks.add_task(save, case)»\n    return {}\n',
    },
  },
  {
    on: 'fastapi-0',
    about: 'tasks in a list that is waited for, and tasks in one that is not',
    bad: {
      'app/stock.py':
        'import asyncio\n\nfrom fastapi import APIRouter\nfrom sqlalchemy.ext.asyncio import AsyncSession\n\nrouter = APIRouter(prefix="/stock")\n\n\nasync def count(shelf):\n    session = AsyncSession()\n    session.add(shelf)\n    await session.commit()\n\n\n@router.post("/")\nasync def counted(shelves: list):\n    tasks = []\n    for shelf in shelves:\n        tasks.append(«asyncio.create_task(count(shelf))»)\n    return {"shelves": len(tasks)}\n',
    },
    good: {
      'app/stock.py':
        'import asyncio\n\nfrom fastapi import APIRouter\nfrom sqlalchemy.ext.asyncio import AsyncSession\n\nrouter = APIRouter(prefix="/stock")\n\n\nasync def count(shelf):\n    session = AsyncSession()\n    session.add(shelf)\n    await session.commit()\n\n\n@router.post("/")\nasync def counted(shelves: list):\n    tasks = []\n    for shelf in shelves:\n        tasks.append(asyncio.create_task(count(shelf)))\n    await asyncio.gather(*tasks)\n    return {"shelves": len(tasks)}\n',
    },
  },
]);
