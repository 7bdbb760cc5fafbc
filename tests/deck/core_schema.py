"""YAML as YAML 1.2 editors see it: composed by libyaml, constructed by the core schema.

https://yaml.org/spec/1.2.2/#103-core-schema
"""

import re
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode


def load(text: str) -> Any:
    """The JSON value of a YAML text; raises yaml.YAMLError."""
    node: Node | None = yaml.compose(text, yaml.CSafeLoader)
    return None if node is None else _value(node)


def _value(node: Node) -> Any:
    if isinstance(node, SequenceNode):
        return [_value(item) for item in node.value]
    if isinstance(node, MappingNode):
        return {_key(key): _value(value) for key, value in node.value}
    assert isinstance(node, ScalarNode)
    return node.value if node.style else _plain(node.value)


def _key(node: Node) -> str:
    """JSON has only texts for keys."""
    return node.value if isinstance(node, ScalarNode) else repr(node.value)


def _plain(text: str) -> Any:
    if re.fullmatch("null|Null|NULL|~|", text):
        return None
    if re.fullmatch("true|True|TRUE|false|False|FALSE", text):
        return text.lower() == "true"
    if re.fullmatch("[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch("0o[0-7]+|0x[0-9a-fA-F]+", text):
        return int(text, 0)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text)
    if re.fullmatch(r"[-+]?\.(inf|Inf|INF)", text):
        return float("-inf" if text.startswith("-") else "inf")
    return float("nan") if re.fullmatch(r"\.(nan|NaN|NAN)", text) else text
