import type { CodeCatalogue, ServiceTableRow } from '../../program/catalogue.js';

/** Laminas and Mezzio: what their containers make of names and types. */
const tables: ServiceTableRow = {
  under: ['service_manager', 'dependencies'],
  methods: ['getServiceConfig', 'getDependencies'],
  parts: { aliases: 'alias', factories: 'factory', invokables: 'class', services: 'class' },
  plain: [
    'Laminas/ServiceManager/Factory/InvokableFactory',
    'Zend/ServiceManager/Factory/InvokableFactory',
    'Laminas/ServiceManager/AbstractFactory/ReflectionBasedAbstractFactory',
    'Laminas/ServiceManager/AbstractFactory/ConfigAbstractFactory',
  ],
  answers: {
    'Laminas/Mvc/Controller/AbstractController': 'controller_plugins',
    'Laminas/Mvc/Controller/AbstractActionController': 'controller_plugins',
    'Laminas/Mvc/Controller/AbstractRestfulController': 'controller_plugins',
  },
  source:
    'laminas/laminas-mvc 3.8, src/Controller/AbstractController.php (__call); laminas/laminas-servicemanager 3.23, src/ServiceManager.php; laminas/laminas-modulemanager 2.17, src/Listener/ConfigListener.php (the files of the app come last)',
};

export const laminas: Pick<CodeCatalogue, 'serviceTables' | 'gives' | 'inputs'> = {
  serviceTables: [tables],
  // laminas/laminas-mvc 3.8, src/Controller/Plugin/Params.php; laminas/laminas-http 2.22, src/Request.php
  inputs: {
    'Laminas/Mvc/Controller/{AbstractController,AbstractActionController,AbstractRestfulController}().params().fromFiles()':
      'upload',
    'Laminas/Mvc/Controller/{AbstractController,AbstractActionController,AbstractRestfulController}().getRequest().getFiles()':
      'upload',
    'Laminas/Http/{Request,PhpEnvironment/Request}().getFiles()': 'upload',
  },
  gives: {
    '{Interop/Container/ContainerInterface,Laminas/ServiceManager/ServiceManager,Laminas/ServiceManager/ServiceLocatorInterface,Zend/ServiceManager/ServiceLocatorInterface}().{get,build}': 0,
    'Laminas/Mvc/MvcEvent().getApplication().getServiceManager().get': 0,
    'Laminas/Mvc/Application.init().getServiceManager().get': 0,
  },
};
