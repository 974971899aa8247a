import { hazard, type Placement, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'The app and its database stand in different regions',
  why: 'Each query crosses the world: a page of fifty queries waits seconds, a pool of connections is used up by waiting, and more servers make it worse.',
  remedy: {
    any: 'Put servers, database and cache in one region (in several zones of it); take replicas for other regions.',
  },
  needs: ['placements'],
  *check({ placements }) {
    for (const technology of new Set(placements.map((one) => one.technology))) {
      const own = placements.filter((one) => one.technology === technology);
      const app = own.filter(({ runs }) => runs === 'app');
      for (const data of own.filter(({ runs }) => runs === 'data')) {
        const near = app.find(({ region }) => region.value === data.region.value);
        const [far] = app;
        if (!far) continue;
        if (near)
          yield safe(`${data.label} stands where ${near.label} runs`, [placeOf(data), placeOf(near)], { technology });
        else
          yield hazard(
            `${data.label} stands in ${data.region.value}, and ${far.label} that asks it runs in ${far.region.value}`,
            [placeOf(far), placeOf(data)],
            { technology },
          );
      }
    }
  },
  examples: [
    {
      on: 'express-5',
      about: 'a blueprint whose database stands elsewhere: oregon, where nothing is said',
      bad: { 'render.yaml': blueprint('frankfurt', '«shop-db»', '') },
      good: { 'render.yaml': blueprint('frankfurt', 'shop-db', '    region: frankfurt\n') },
    },
    {
      on: 'terraform-1',
      about: 'zones of one region are near; a region of another country is not',
      bad: {
        'servers.tf': machine('eu-central-1a') + database('«"us-east-1b"»'),
      },
      good: { 'servers.tf': machine('eu-central-1a') + database('"eu-central-1b"') },
    },
  ],
});

function placeOf({ label, region }: Placement) {
  return { at: region.at, says: `${label} stands in ${region.value}` };
}

function blueprint(region: string, name: string, of: string): string {
  return `services:\n  - type: web\n    name: shop\n    runtime: node\n    region: ${region}\n    startCommand: node server.js\ndatabases:\n  - name: ${name}\n${of}`;
}

function machine(zone: string): string {
  return `resource "aws_instance" "shop" {\n  ami               = "ami-1"\n  instance_type     = "t3.small"\n  availability_zone = "${zone}"\n}\n`;
}

function database(zone: string): string {
  return `resource "aws_db_instance" "orders" {\n  engine            = "postgres"\n  multi_az          = true\n  availability_zone = ${zone}\n}\n`;
}
