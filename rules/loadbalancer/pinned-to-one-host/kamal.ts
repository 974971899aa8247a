import { examples } from 'ha-ready/rule';

const deploy = (proxy: string) =>
  `service: shop\nimage: shop\n\nservers:\n  web: [10.0.0.11, 10.0.0.12]\n\nproxy:\n  ${proxy}\n  host: shop.example.com\n`;

export default examples([
  {
    on: 'rails-8',
    about: "a certificate of Let's Encrypt that kamal-proxy asks for by itself; one from the secrets",
    bad: { 'config/deploy.yml': deploy('ssl: «true»') },
    good: { 'config/deploy.yml': deploy('ssl: { certificate_pem: CERTIFICATE, private_key_pem: KEY }') },
  },
]);
