"""The software bill of materials of what ships: CycloneDX 1.6 as JSON.

`python packaging/sbom.py OUT LICENCES` tells of the environment that it runs in, and of what the
folder LICENCES lists besides. The same contents and SOURCE_DATE_EPOCH give the same bytes.
"""

import argparse
import json
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import Distribution, distribution
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from deckapp import components
from deckapp.components import UNSTATED, normalised


def bom(shipped: Iterable[components.Component], packages: Iterable[Distribution]) -> str:
    """The bill of these components, the Python packages among them in full, as JSON.

    Raises ValueError where it is not what CycloneDX wants.
    """
    by_name = {normalised(each.metadata["Name"]): each for each in packages}
    told = [_component(each, is_package=normalised(each.name) in by_name) for each in shipped]
    (root,) = (each for each in told if each.name == "deckapp")
    told.remove(root)
    inside = [each for package in by_name.values() for each in _inside(package)]
    bill = Bom(components=[*told, *inside])
    bill.metadata.component = root
    bill.metadata.timestamp = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    bill.serial_number = uuid5(NAMESPACE_URL, "\n".join(str(each.purl) for each in [root, *told]))
    bill.register_dependency(root, bill.components)
    text = JsonV1Dot6(bill).output_as_string(indent=1)
    mistake = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if mistake is not None:
        raise ValueError(f"This bill of materials is not valid CycloneDX: {mistake}")
    return text + "\n"


def _component(told: components.Component, *, is_package: bool) -> Component:
    purl = PackageURL("pypi" if is_package else "generic", None, told.name.lower(), told.version)
    known = told.licence != UNSTATED
    return Component(
        name=told.name,
        version=told.version,
        type=ComponentType.APPLICATION if told.name == "deckapp" else ComponentType.LIBRARY,
        licenses=[LicenseFactory().make_from_string(told.licence)] if known else (),
        purl=purl,
        bom_ref=str(purl),
    )


def _inside(package: Distribution) -> Iterator[Component]:
    """The libraries of other systems that were put into a package's wheel."""
    told = package.read_text("sboms/auditwheel.cdx.json")
    if told is not None:
        found = map(Component.from_json, json.loads(told)["components"])
        yield from (each for each in found if each.name != package.metadata["Name"])


def main() -> None:
    """Write the bill."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("out", type=Path, metavar="OUT")
    arguments.add_argument("licences", type=Path, metavar="LICENCES")
    options = arguments.parse_args()
    packages = map(distribution, components.distribution_names())
    text = bom(components.components(options.licences), packages)
    options.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
