"""Names of a package that are loaded when they are first asked for (PEP 562)."""

from collections.abc import Callable, Mapping, MutableMapping
from importlib import import_module


def names_from(
    modules: Mapping[str, str], package: MutableMapping[str, object]
) -> Callable[[str], object]:
    """A `__getattr__`: `modules` has the module of each name, `package` is its globals."""
    name_of_package = package["__name__"]

    def get(name: str) -> object:
        if name not in modules:
            raise AttributeError(f"module {name_of_package!r} has no attribute {name!r}")
        found: object = getattr(import_module(f"{name_of_package}.{modules[name]}"), name)
        package[name] = found
        return found

    return get
