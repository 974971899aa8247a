"""Stands in for packages that are not installed: whatever is asked of them is there, so that the app's own code runs."""
import importlib.abc
import importlib.machinery
import os
import runpy
import sys
from unittest.mock import MagicMock


class Anything(MagicMock):
    __path__ = []

    def __mro_entries__(self, bases):
        return ()

    def _get_child_mock(self, **given):
        return Anything(**given)


def passing(*given, **options):
    """A decorator of any kind hands the function back."""
    if len(given) == 1 and callable(given[0]) and not options and not isinstance(given[0], Anything):
        return given[0]
    made = Anything()
    made.side_effect = passing
    return made


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        own = os.path.join(os.getcwd(), name.split(".")[0])
        if os.path.isdir(own) or os.path.isfile(own + ".py"):
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        made = Anything(name=spec.name)
        made.side_effect = passing
        return made

    def exec_module(self, module):
        pass


sys.meta_path.append(Finder())
sys.path.insert(0, os.getcwd())
runpy.run_path(sys.argv[1], run_name="app") if sys.argv[1].endswith(".py") else __import__(sys.argv[1])
print("ran")
