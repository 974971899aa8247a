import type { CodeCatalogue } from '../../../program/catalogue.js';

const sequelize = 'npm sequelize 6, src/model.js';

const mongoose = 'npm mongoose 8, lib/model.js; lib/query.js';
/** What asks for one document, and what goes on being such a question. */
const one = '{findOne,findById,findOneAndUpdate,findByIdAndUpdate,findOneAndReplace,create}';
const chained =
  '{sort,limit,skip,populate,select,where,equals,in,gt,gte,lt,lte,session,exec,setOptions,collation,hint,orFail}';
const typeorm = 'npm typeorm 0.3, src/repository/BaseEntity.ts';

/** Models of Mongoose, TypeORM's entities that save themselves, models of Sequelize, by class, by definition and by the name that the connection knows them by, and their rows. */
export const models: CodeCatalogue = {
  same: [`mongoose.{model(),Model}().${chained}`, `mongoose.{model(),Model}.find().${chained}`],
  stands: {
    ...Object.fromEntries(
      ['model()', 'Model'].flatMap((model) => [
        [`mongoose.${model}.${one}()`, `mongoose.${model}()`],
        [`mongoose.${model}.find()[]`, `mongoose.${model}()`],
      ]),
    ),
    'typeorm.BaseEntity.{findOne,findOneBy,findOneOrFail,findOneByOrFail,create,preload}()': 'typeorm.BaseEntity()',
    'typeorm.BaseEntity.{find,findBy}()[]': 'typeorm.BaseEntity()',
    '{sequelize.Model,sequelize.Sequelize().define()}.{findOrCreate,findOrBuild,findCreateFind}()[]':
      'sequelize.Model()',
    'sequelize.Sequelize().models.*': 'sequelize.Model',
    '{sequelize.Model,sequelize.Sequelize().define()}.{findAll,bulkCreate}()[]': 'sequelize.Model()',
    '{sequelize.Model,sequelize.Sequelize().define()}.{findOne,findByPk,create,build}()': 'sequelize.Model()',
  },
  effects: [
    {
      on: 'mongoose.Model().{save,deleteOne,updateOne}',
      is: 'shared',
      what: 'rows',
      source: mongoose,
    },
    {
      on: 'typeorm.BaseEntity().{save,remove,softRemove,recover}',
      is: 'shared',
      what: 'rows',
      source: typeorm,
    },
    {
      on: 'typeorm.BaseEntity.{save,remove,softRemove,insert,update,upsert,delete,softDelete}',
      is: 'shared',
      what: 'rows',
      source: typeorm,
    },
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
