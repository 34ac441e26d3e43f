"""The keys of a configuration file: one table for the checks and for the JSON Schema."""

from __future__ import annotations

LEVELS = ("info", "warning", "error")
FAIL_ON = (*LEVELS, "never")
SEVERITY = (*LEVELS, "off")

#: Key to (shape, what it does). A shape is ``text``, ``texts`` (one or a list), ``list``,
#: ``level``, ``fail_on``, ``severity`` (a mapping), ``accept`` or ``overrides`` (lists of mappings).
KEYS = {
    "extends": ("texts", "在它之上修改的方案（publication、draft、template、corpus）或另一份配置文件"),
    "rules": ("texts", "自己的规则文件夹，叠加在内置规则之上"),
    "select": ("list", "只用这些规则或类别；单独写出的规则即使默认关闭也启用"),
    "ignore": ("list", "不用这些规则或类别；优先于同一层的 select"),
    "severity": ("severity", "规则或类别的级别；off 为关闭"),
    "fail_on": ("fail_on", "达到哪一级时退出状态为 1；默认 error"),
    "min_severity": ("level", "显示哪一级以上的问题；默认 warning"),
    "include": ("list", "只检查这些文件（通配符，相对本文件所在文件夹）"),
    "exclude": ("list", "不检查这些文件（通配符，相对本文件所在文件夹）"),
    "overrides": ("overrides", "对部分文件另作规定"),
    "accept": ("accept", "已经看过、认可的问题"),
    "baseline": ("text", "基线文件"),
    "vocabulary": ("texts", "受保护的词：词的列表，或一行一词的文件"),
    "encoding": ("text", "文稿的编码；默认自动判断"),
}
#: What an entry of ``overrides`` may hold beside ``files``.
OVERRIDE_KEYS = (
    "select",
    "ignore",
    "severity",
    "fail_on",
    "min_severity",
    "accept",
    "vocabulary",
    "encoding",
)
FILES = ("list", "适用于哪些文件（通配符，相对本文件所在文件夹）")
#: Keys of an entry of ``accept``; the first two are needed.
ACCEPT_KEYS = {
    "rule": "规则 id 或类别",
    "text": "问题所在的原文；可以带上前后文以便区分",
    "path": "只在这些文件中认可（通配符）",
    "reason": "为什么认可",
    "expires": "到这一天为止，如 2026-12-31",
}
