import type { CodeCatalogue } from '../../../program/catalogue.js';

const sequelize = 'npm sequelize 6, src/model.js';

/** Models of Sequelize, by class, by definition and by the name that the connection knows them by, and their rows. */
export const models: CodeCatalogue = {
  stands: {
    'sequelize.Sequelize().models.*': 'sequelize.Model',
    '{sequelize.Model,sequelize.Sequelize().define()}.{findAll,bulkCreate}()[]': 'sequelize.Model()',
    '{sequelize.Model,sequelize.Sequelize().define()}.{findOne,findByPk,create,build}()': 'sequelize.Model()',
  },
  effects: [
    {
      on: 'sequelize.Model.{create,bulkCreate,update,upsert,destroy,increment,decrement,findOrCreate,truncate}',
      is: 'shared',
      what: 'rows',
      source: sequelize,
    },
    {
      on: 'sequelize.Model().{save,update,destroy,increment,decrement}',
      is: 'shared',
      what: 'rows',
      source: sequelize,
    },
    {
      on: 'sequelize.Sequelize().define().{create,bulkCreate,update,upsert,destroy,increment,decrement,findOrCreate}',
      is: 'shared',
      what: 'rows',
      source: sequelize,
    },
  ],
};
