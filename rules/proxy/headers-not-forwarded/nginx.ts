import { examples } from 'ha-ready/rule';

const backends = 'upstream app { server 10.0.0.11; server 10.0.0.12; } ';

const site = '- ansible.builtin.template:\n    src: site.conf.j2\n    dest: /etc/nginx/conf.d/site.conf\n';
const office = (pass: string) => `server {
  listen 80;
  root /srv/shop/public;
{% if office | bool %}
  location /office {
    ${pass}
  }
{% else %}
  location /office {
    return 404;
  }
{% endif %}
}
`;

const secure = (location: readonly string[]) => `${backends}
server {
  listen 443 ssl;
  location / {
    ${location.join('\n    ')}
  }
}
`;

const lab = (service: string) => `services:
  web:
    build: .
    environment: { NODE_ENV: development }
    stdin_open: true
    tty: true
    volumes: ['.:/app']
  entrance:
    image: nginx:1.29
    ports: ['3000:80']
${service}`;

export default examples([
  {
    on: 'nginx-1',
    about: 'what only the stack of developers mounts is not in force, though no other stack is there',
    good: {
      Dockerfile: 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n',
      'nginx.conf': null,
      'proxy.conf': `http { ${backends}server { location / { proxy_pass http://app; } } }`,
      'compose.yaml': lab("    volumes: ['./proxy.conf:/etc/nginx/nginx.conf:ro']\n"),
    },
    bad: {
      Dockerfile: 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n',
      'nginx.conf': null,
      'proxy.conf': `http { ${backends}server { location / { «proxy_pass http://app»; } } }`,
      'compose.yaml': lab(''),
    },
  },
  {
    on: 'nginx-1',
    about: 'what stands above an include holds in the file that is taken in',
    good: {
      'nginx.conf': null,
      'conf.d/site.conf': `${backends}server { listen 443 ssl; proxy_set_header X-Forwarded-For $remote_addr; proxy_set_header X-Forwarded-Proto $scheme; include /etc/nginx/parts/locations; }`,
      'nginx/locations': 'location / { proxy_pass http://app; }',
      'conf.d/api.conf':
        'upstream api { server 10.0.0.21; server 10.0.0.22; } server { include parts/api.locations.conf; }',
      'parts/api.locations.conf': 'proxy_set_header X-Real-IP $remote_addr; location / { proxy_pass http://api; }',
    },
    bad: {
      'nginx.conf': null,
      'conf.d/site.conf': `${backends}server { listen 443 ssl; include parts/*.conf; }`,
      'parts/app.conf': 'location / { «proxy_pass http://app»; }',
    },
    unclear: {
      'nginx.conf': null,
      'conf.d/site.conf': backends,
      'parts/app.conf': 'location / { proxy_pass http://app; }',
    },
  },
  {
    on: 'nginx-1',
    about: 'the headers are added behind the line that sends the request on',
    bad: {
      'nginx.conf': `http {
  upstream app {
    server 10.0.0.11;
    server 10.0.0.12;
  }
  server {
    location / {
      «proxy_pass http://app»;
    }
  }
}
`,
    },
    fixed: {
      'nginx.conf': `http {
  upstream app {
    server 10.0.0.11;
    server 10.0.0.12;
  }
  server {
    location / {
      proxy_pass http://app;
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    }
  }
}
`,
    },
  },
  {
    on: 'nginx-1',
    about: 'where TLS ends, the scheme is said as well: elsewhere it would be said over what a proxy in front says',
    bad: { 'conf.d/app.conf': secure(['«proxy_pass http://app»;']) },
    fixed: {
      'conf.d/app.conf': secure([
        'proxy_pass http://app;',
        'proxy_set_header Host $host;',
        'proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;',
        'proxy_set_header X-Forwarded-Proto $scheme;',
      ]),
    },
  },
  {
    on: 'nginx-1',
    about: 'or to the headers that it inherits',
    bad: {
      'nginx.conf': `http {
  upstream app {
    server 10.0.0.11;
    server 10.0.0.12;
  }
  server {
    proxy_set_header Host $host;
    location / {
      proxy_pass http://app;
    }
  }
}
`,
    },
    fixed: {
      'nginx.conf': `http {
  upstream app {
    server 10.0.0.11;
    server 10.0.0.12;
  }
  server {
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    location / {
      proxy_pass http://app;
    }
  }
}
`,
    },
  },
  {
    on: 'ansible-2',
    about: 'what a template prints only where a switch of the inventory is on, which is off',
    bad: {
      inventory: '[web]\nweb1.example.com\n\n[web:vars]\noffice = true\n',
      'roles/shop/tasks/main.yml': site,
      'roles/shop/templates/site.conf.j2': office('«proxy_pass http://office:9980»;'),
    },
    good: {
      inventory: "[web]\nweb1.example.com\n\n[web:vars]\noffice = false   # 'true' for the office\n",
      'roles/shop/tasks/main.yml': site,
      'roles/shop/templates/site.conf.j2': office('proxy_pass http://office:9980;'),
    },
  },
  {
    on: 'nginx-1',
    about: 'the site of the stack for production; one that only a stack for developers mounts starts with nothing',
    bad: {
      'compose.yaml':
        'services:\n  web:\n    build: .\n    restart: always\n    expose: ["8000"]\n  front:\n    image: nginx:1.29\n    restart: always\n    ports: ["80:80"]\n    volumes: ["./deploy/site.conf:/etc/nginx/conf.d/default.conf:ro"]\n',
      'deploy/site.conf': 'server {\n  listen 80;\n  location / {\n    «proxy_pass http://web:8000»;\n  }\n}\n',
      'tools/compose.yaml':
        'services:\n  web:\n    build: { context: .., target: dev }\n  front:\n    image: nginx:1.29\n    ports: ["80:80"]\n    volumes: ["./site.conf:/etc/nginx/conf.d/default.conf:ro"]\n',
      'tools/site.conf': 'server {\n  listen 80;\n  location / {\n    proxy_pass http://web:8000;\n  }\n}\n',
    },
  },
]);
