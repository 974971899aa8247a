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
]);
