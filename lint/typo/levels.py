"""Numbers that training, the arrays of numpy and the compiled kernel agree on."""

from __future__ import annotations

#: What the sixteen values of a count stand for.
LEVELS = (1.0, 2.0, 3.0, 4.0, 6.0, 9.0, 14.0, 22.0, 36.0, 64.0, 128.0, 300.0, 800.0, 2500.0, 8000.0, 30000.0)
#: Changes that add less than this to the log-probability by triples are not looked at, by kind.
LEAST = (5.0, 6.5, 6.0, 10.0, 5.0)
#: What names of places and firms end in.
NAMED = "镇乡村屯寨庄街路桥河江湖溪岭沟坝港湾岛园矿厂店社"
#: What is found changes with it: a kernel of another edition, left by an earlier build, is not used.
EDITION = 5
