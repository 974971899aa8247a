import { examples } from 'ha-ready/rule';

export default examples([
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
      proxy_set_header X-Forwarded-Proto $scheme;
    }
  }
}
`,
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
    proxy_set_header X-Forwarded-Proto $scheme;
    location / {
      proxy_pass http://app;
    }
  }
}
`,
    },
  },
]);
