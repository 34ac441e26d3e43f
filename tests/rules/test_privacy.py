"""Private data: found in every form, silent on what may be published, and never printed."""

from __future__ import annotations

import os
import pathlib
import zipfile

import pytest

from command import run
from reportlint.catalog.compiling import compile_rules
from reportlint.catalog.load import load_rules
from reportlint.catalog.table import RuleSet, rules_dir
from reportlint.engine import Choice, lint
from reportlint.examples import document_of

IDENTITY = "110199199001010037"
ENDING_IN_X = "11019919900101007X"
MOBILE = "13800138000"
CARD = "6222020000000000018"


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return compile_rules(load_rules([os.path.join(rules_dir(), "privacy")]))


def found(rules: RuleSet, text: str) -> list[tuple[str, str]]:
    choice = Choice([True] * len(rules.rules), [rule.severity for rule in rules.rules])
    findings, failures = lint(document_of(text), rules, choice)
    assert not failures
    return [(finding.rule, text[finding.span.start : finding.span.end]) for finding in findings]


PRIVATE = [
    (f"申请人{IDENTITY}。", "id-card", IDENTITY),
    (f"申请人{ENDING_IN_X}。", "id-card", ENDING_IN_X),
    ("申请人11019919900101007x，已登记。", "id-card", "11019919900101007x"),
    ("申请人1101 9919 9001 0100 37，已登记。", "id-card", "1101 9919 9001 0100 37"),
    ("申请人110199-19900101-007X，已登记。", "id-card", "110199-19900101-007X"),
    ("申请人110199—19900101—0037，已登记。", "id-card", "110199—19900101—0037"),
    (
        "申请人１１０１９９１９９００１０１００７Ｘ，已登记。",
        "id-card",
        "１１０１９９１９９００１０１００７Ｘ",
    ),
    (f"张某、{IDENTITY}、男、{MOBILE[:3]}****8000", "id-card", IDENTITY),
    (f"|张某|{IDENTITY}|", "id-card", IDENTITY),
    ("持旧身份证（110199900101003）的老人。", "id-card", "110199900101003"),
    ("身份证号：110199199001010030", "id-card", "110199199001010030"),
    (f"身份证号码\n{IDENTITY}", "id-card", IDENTITY),
    (f"联系人张某{MOBILE}。", "mobile-phone", MOBILE),
    ("联系人张某138 0013 8000。", "mobile-phone", "138 0013 8000"),
    ("联系人张某138—0013—8000。", "mobile-phone", "138—0013—8000"),
    ("联系人张某1380013 8000。", "mobile-phone", "1380013 8000"),
    (f"联系人张某（+86{MOBILE}）。", "mobile-phone", MOBILE),
    (f"联系人张某（+86-{MOBILE}）。", "mobile-phone", MOBILE),
    (f"联系人张某，Mobile:{MOBILE}。", "mobile-phone", MOBILE),
    (f"联系电话\n{MOBILE}", "mobile-phone", MOBILE),
    (f"办公室010-12345678 {MOBILE}。", "mobile-phone", MOBILE),
    (f"补贴已打入张某账户{CARD}。", "bank-card", CARD),
    ("卡号为4111-1111-1111-1111。", "bank-card", "4111-1111-1111-1111"),
    ("卡号为6222 0200 0000 0000 018。", "bank-card", "6222 0200 0000 0000 018"),
    (f"张某 {CARD} 补贴500元", "bank-card-bare", CARD),
    ("老人李某住清河路8号院3号楼2单元501室。", "personal-details", "清河路8号院3号楼2单元501室"),
    ("肇事司机驾驶京A·12345逃离。", "personal-details", "京A·12345"),
    ("护照号：EA1234567", "personal-details", "EA1234567"),
    ("患者住院号：20230015，已出院。", "personal-details", "20230015"),
    ("查处李大山骗取补贴问题。", "case-name", "李大山"),
]


@pytest.mark.parametrize(("text", "rule", "expected"), PRIVATE, ids=[text for text, *_ in PRIVATE])
def test_private_data(rules: RuleSet, text: str, rule: str, expected: str) -> None:
    assert found(rules, text) == [(rule, expected)]


PUBLIC = [
    "身份证号110199********0037，电话138****8000。",
    "身份证号110199XXXXXXXX0037，卡号6222***********0018。",
    "申请人号码110199199001010030未通过校验。",
    "号码110199199013010037没有这一天。",
    "号码990199199001010037没有这个省。",
    "统一社会信用代码91110000MA01ABCDXX、12110000400001234A。",
    f"流水{IDENTITY}12与A{IDENTITY}不是证件。",
    f"系统批次20240101{IDENTITY}已归档。",
    f"https://www.example.com/{IDENTITY}?tel={MOBILE}",
    "联系电话：010-12345678、0532-88001234转8001。",
    "客服热线400-138-0013、95598、12345。",
    f"服务热线：{MOBILE}",
    f"监督举报电话：010-12345678、{MOBILE}。",
    f"咨询电话\n清河公司\n{MOBILE}",
    f"订单编号：{MOBILE}，合同编号：{MOBILE}。",
    f"总投资{MOBILE}元，惠及{MOBILE}人次。",
    f"流水号23{MOBILE}与{MOBILE}1。",
    f"坐标0.{MOBILE}与{MOBILE}.5。",
    "2021 2022 2023 2024 2025年的数据见表。",
    "银行卡尾号0018，卡号6222020000000000013。",
    f"户名：清河县财政局，账号：{CARD}",
    f"捐款账户：{CARD}",
    "项目编号4111111111111111。",
    "区政务中心位于建设路8号3号楼501室窗口，居民可以就近办理。",
    "对清河小区3号楼2单元加装电梯，居民楼12栋982户受益。",
    "全县查处违规问题12件，严厉打击黄赌毒等违法犯罪。",
    "患者满意度提升，患者因病致贫问题得到缓解。",
]


@pytest.mark.parametrize("text", PUBLIC, ids=PUBLIC)
def test_public_data(rules: RuleSet, text: str) -> None:
    assert found(rules, text) == []


ROSTER = f"""清河县工作情况报告
　　申请人张某（身份证号{IDENTITY}），电话{MOBILE}，卡号{CARD}，扔有困难，，已帮扶。
　　复核：{ENDING_IN_X}，身份证１１０１９９１９９００１０１００３７。
"""
SECRETS = (IDENTITY, ENDING_IN_X, MOBILE, CARD, "１１０１９９１９９００１０１００３７")
FORMATS = ["full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "csv"]


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_prints_it(form: str, tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.txt").write_text(ROSTER, "utf-8")
    result = run(["-f", form, "--min-severity", "info", "--no-config", "a.txt"], tmp_path)
    assert result.status == 1
    assert "id-card" in result.out
    assert not [secret for secret in SECRETS if secret in result.out + result.err]


@pytest.mark.parametrize("options", [["--diff"], ["--diff", "--unsafe-fixes"]], ids=" ".join)
def test_no_diff_prints_it(options: list[str], tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.txt").write_text(ROSTER, "utf-8")
    result = run([*options, "--no-config", "a.txt"], tmp_path)
    assert result.out.startswith("--- a/a.txt")
    assert "██████" in result.out
    assert not [secret for secret in SECRETS if secret in result.out + result.err]


def test_masking_leaves_lawful_masks(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(ROSTER, "utf-8")
    run(["--fix", "--unsafe-fixes", "--no-config", "a.txt"], tmp_path)
    mended = file.read_text("utf-8")
    assert "110199********0037" in mended
    assert "138****8000" in mended
    assert "6222***********0018" in mended
    result = run(["-f", "json", "--no-config", "--select", "privacy,placeholder", "a.txt"], tmp_path)
    assert '"findings": []' in result.out


@pytest.mark.parametrize("severity", ["info", "warning", "error"])
def test_what_is_not_shown_is_masked_all_the_same(severity: str, tmp_path: pathlib.Path) -> None:
    home = "幸福镇柳树村三组15号"
    (tmp_path / "a.txt").write_text(f"张某，家住{home}，扔然困难。\n", "utf-8")
    result = run(["-f", "full", "--min-severity", severity, "--no-config", "a.txt"], tmp_path)
    assert "扔然" in result.out
    assert home not in result.out


def test_accepted_findings_stay_masked(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.txt").write_text(ROSTER, "utf-8")
    accepted = f"accept:\n  - {{rule: id-card, text: '{IDENTITY}', reason: 已核}}\n"
    (tmp_path / ".reportlint.yaml").write_text(accepted, "utf-8")
    result = run(["-f", "full", "--show-suppressed", "a.txt"], tmp_path)
    assert "已核" in result.out
    assert not [secret for secret in SECRETS if secret in result.out + result.err]


def test_no_baseline_holds_it(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.txt").write_text(ROSTER, "utf-8")
    run(["--no-config", "--baseline", "known.json", "--update-baseline", "a.txt"], tmp_path)
    kept = (tmp_path / "known.json").read_text("utf-8")
    assert "id-card" in kept
    assert not [secret for secret in SECRETS if secret in kept]


def test_no_comment_of_a_review_holds_it(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.txt").write_text(ROSTER, "utf-8")
    run(["review", "a.txt", "-o", "a.docx"], tmp_path)
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        comments = package.read("word/comments.xml").decode()
    assert "id-card" in comments
    assert not [secret for secret in SECRETS if secret in comments]
