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
  {
    on: 'fastapi-0',
    about: 'what Terraform gives the service of the image decides; where it is computed, it is not known',
    bad: {
      Dockerfile:
        'FROM python:3.13-slim\nWORKDIR /srv\nCOPY . .\n«CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]»\n',
      'terraform/service.tf':
        'resource "render_web_service" "api" {\n  env_vars = {\n    LOG_LEVEL = { value = "info" }\n  }\n}\n',
    },
    good: {
      Dockerfile:
        'FROM python:3.13-slim\nWORKDIR /srv\nCOPY . .\nCMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]\n',
      'terraform/service.tf':
        'resource "render_web_service" "api" {\n  env_vars = {\n    LOG_LEVEL           = { value = "info" }\n    FORWARDED_ALLOW_IPS = { value = "10.0.0.0/8" }\n  }\n}\n',
    },
    unclear: {
      Dockerfile:
        'FROM python:3.13-slim\nWORKDIR /srv\nCOPY . .\nCMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]\n',
      'terraform/service.tf':
        'resource "aws_ecs_task_definition" "api" {\n  container_definitions = jsonencode([{\n    name        = "api"\n    environment = [{ name = "FORWARDED_ALLOW_IPS", value = var.proxies }]\n  }])\n}\n',
    },
  },
]);
