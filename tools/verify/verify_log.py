#!/usr/bin/env python3
"""Verifies the public log (公开日志) offline. Written from libs/transparency-log/FORMAT.md, with Python's standard library alone.

usage: verify_log.py --log FILE --checkpoint FILE [--earlier FILE] [--policy FILE]
       verify_log.py --checkpoint FILE --earlier FILE --proof FILE [--policy FILE]
       verify_log.py --receipt FILE --policy FILE

exit code 0: valid  1: invalid  2: usage or unreadable file"""

import argparse
import json
import re
import sys

from log_note import Fault, believed, from_hex, need, policy_in
from log_tree import Tree, grown, included, leaf, sha256

ENTRY = re.compile(r'\{"at":"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z","contentHash":"([0-9a-f]{64})","format":"sortition/log-entry/v1","kind":"[A-Z][A-Z_]{0,63}"\}', re.ASCII)


def committed(tag, opening):
    need(isinstance(opening, dict) and set(opening) == {"content", "salt"} and isinstance(opening["content"], str), "OPENING_MALFORMED")
    need(not re.search("[\ud800-\udfff]", opening["content"]), "OPENING_MALFORMED")
    return sha256(tag.encode() + b"\x00" + from_hex(opening["salt"], "OPENING_MALFORMED") + opening["content"].encode()).hex()


def check_entry(entry, opening, sealed):
    match = ENTRY.fullmatch(entry)
    need(match is not None, "ENTRY_MALFORMED")
    if opening is not None:
        need(committed("sortition/log-content/v1", opening) == match.group(1), "CONTENT_CHANGED")
    if sealed is not None:
        hashed = committed("sortition/log-sealed/v1", sealed)
        try:
            content = json.loads(opening["content"]) if opening is not None else None
        except ValueError:
            content = None
        need(isinstance(content, dict) and content.get("sealed") == hashed, "SEALED_CHANGED")


def check_receipt(text, policy):
    receipt = json_in(text)
    fields = {"format", "checkpoint", "entry", "index", "proof"}
    need(isinstance(receipt, dict) and fields <= set(receipt) <= fields | {"opening", "sealed"}, "RECEIPT_MALFORMED")
    opening, sealed = receipt.get("opening"), receipt.get("sealed")
    for name, value in (("opening", opening), ("sealed", sealed)):
        shaped = isinstance(value, dict) and set(value) == {"content", "salt"} and all(isinstance(each, str) for each in value.values())
        need(name not in receipt or shaped, "RECEIPT_MALFORMED")
    need(receipt["format"] == "sortition/log-receipt/v1" and isinstance(receipt["checkpoint"], str) and isinstance(receipt["entry"], str), "RECEIPT_MALFORMED")
    need(type(receipt["index"]) is int and isinstance(receipt["proof"], list) and (sealed is None or opening is not None), "RECEIPT_MALFORMED")
    _, size, root = believed(receipt["checkpoint"], policy)
    check_entry(receipt["entry"], opening, sealed)
    proof = [from_hex(each, "RECEIPT_MALFORMED") for each in receipt["proof"]]
    need(included(receipt["index"], size, leaf(receipt["entry"]), root, proof), "NOT_INCLUDED")


def check_log(lines, checkpoints):
    tree, roots = Tree(), {}
    roots[0] = tree.root()
    for line in lines:
        value = json_in(line)
        need(isinstance(value, dict) and {"index", "entry", "opening", "sealed"} <= set(value) and isinstance(value["entry"], str), "ENTRY_MALFORMED")
        need(value["index"] == tree.size, "ENTRY_OUT_OF_PLACE")
        check_entry(value["entry"], value["opening"], value["sealed"])
        tree.append(leaf(value["entry"]))
        if any(size == tree.size for _, size, _ in checkpoints):
            roots[tree.size] = tree.root()
    for _, size, root in checkpoints:
        need(size in roots, "SIZE_DIFFERS")
        need(roots[size] == root, "ROOT_DIFFERS")
    return tree.size


def check_growth(before, after, proof):
    need(before[0] == after[0], "ORIGIN_UNKNOWN")
    need(before[1] != after[1] or before[2] == after[2], "SPLIT_VIEW")
    need(before[1] <= after[1], "ROLLED_BACK")
    need(grown(before[1], after[1], before[2], after[2], proof), "INCONSISTENT")


def json_in(text):
    try:
        return json.loads(text)
    except ValueError:
        return None


def verdict(text, policy):
    """What is wrong with a receipt, or VALID."""
    try:
        check_receipt(text, policy)
    except Fault as fault:
        return str(fault)
    return "VALID"


def text_in(file):
    with open(file, encoding="utf-8", newline="") as opened:
        return opened.read()


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n\nexit")[0])
    for option in ("log", "checkpoint", "earlier", "proof", "policy", "receipt"):
        parser.add_argument(f"--{option}")
    given = parser.parse_args()
    try:
        policy = None if given.policy is None else policy_in(text_in(given.policy))
        if given.receipt and policy is not None:
            check_receipt(text_in(given.receipt), policy)
        elif given.checkpoint and given.log:
            heads = [believed(text_in(file), policy) for file in (given.checkpoint, given.earlier) if file]
            with open(given.log, encoding="utf-8", newline="\n") as lines:
                check_log((line.rstrip("\n") for line in lines), heads)
        elif given.checkpoint and given.earlier and given.proof:
            value = json_in(text_in(given.proof))
            need(isinstance(value, dict) and isinstance(value.get("hashes"), list), "INCONSISTENT")
            check_growth(believed(text_in(given.earlier), policy), believed(text_in(given.checkpoint), policy), [from_hex(each, "INCONSISTENT") for each in value["hashes"]])
        else:
            parser.print_usage(sys.stderr)
            return 2
    except Fault as fault:
        print(f"结论：无效  verdict: INVALID  {fault}")
        return 2 if str(fault) == "POLICY_MALFORMED" else 1
    except (OSError, UnicodeDecodeError) as error:
        print(f"verify_log: {error}", file=sys.stderr)
        return 2
    print("结论：有效  verdict: VALID" + ("" if policy is not None else "  （未核对签名  no signature was checked）"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
