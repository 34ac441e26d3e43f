"""Corpora: millions of reports in Parquet or JSON lines, linted, scored, cleaned and compared.

A face over ``api``; it needs pyarrow and numpy (the extra ``corpus``), and
pyspark for ``--engine spark`` (the extra ``spark``). docs/corpus.md describes
the tables, docs/cluster.md what large corpora cost.

The work is cut into *parts*, pieces of input files of some ten megabytes. A
part is linted by a process that may die (``worker``), its tables are written
and committed (``part``, ``store``). Near-duplicates are then found over all
parts: ``signatures`` makes MinHash bands, ``groups`` turns bands into
candidates and pairs into clusters, ``embedded`` and ``spark`` move the data.
"""
