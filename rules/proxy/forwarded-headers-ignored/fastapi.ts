import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastapi-0',
    bad: {
      Dockerfile:
        'FROM python:3.13-slim\nWORKDIR /srv\nCOPY . .\n«CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]»\n',
    },
    fixed: {
      Dockerfile:
        'FROM python:3.13-slim\nWORKDIR /srv\nCOPY . .\nENV FORWARDED_ALLOW_IPS="10.0.0.0/8,172.16.0.0/12,192.168.0.0/16"\nCMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]\n',
    },
    good: {
      Dockerfile:
        'FROM python:3.13-slim\nWORKDIR /srv\nCOPY . .\nENV FORWARDED_ALLOW_IPS=10.0.0.0/8\nCMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]\n',
    },
  },
]);
