import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastapi-0',
    about: 'work that the request does not wait for',
    bad: {
      'app/orders.py':
        'from fastapi import APIRouter, BackgroundTasks\n\nrouter = APIRouter(prefix="/orders")\n\n\n@router.post("/")\ndef place(background_tasks: BackgroundTasks):\n    «background_tasks.add_task(print, "mail")»\n    return {}\n',
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
]);
