#!/usr/bin/env python3
"""Verifies the certificate of a draw (抽取证书), written from libs/draw/FORMAT.md alone, with nothing but the standard library.

usage: verify_draw.py FILE [--frame FILE] [--json]
exit code 0: valid  1: invalid  2: usage or unreadable file
"""
import argparse
import json
import re
import sys

from draw_checks import draw_checks, frame_checks, seed_checks
from draw_format import DRAW, MATCHING, canonical, hasher_of
from inspector_checks import match_checks


def number(digits):
    """Numbers as every language reads them; what is no integer stays a float, which no shape takes."""
    value = float(digits)
    if digits.startswith("-0"):
        return value
    if re.fullmatch("-?[0-9]+", digits):
        return int(digits)
    return int(value) if value.is_integer() else value


def refuse_constant(_):
    raise ValueError("no JSON")


def verify(source, frame=None):
    """The checks by code, True where passed. `source` is the text of the certificate, `frame` its lines as bytes, each with its LF."""
    try:
        c = json.loads(source, parse_int=number, parse_float=number, parse_constant=refuse_constant)
    except (ValueError, RecursionError, OverflowError):
        c = None
    if not DRAW(c) and not MATCHING(c):
        return {"FORM": False}
    stripped = re.sub(r'("(?:[^"\\]|\\.)*")|[ \t\r\n]+', lambda m: m.group(1) or "", source)
    h = hasher_of(c["intent"]["hash"])
    checks = {"TEXT": stripped == canonical(c), "FORM": True, **seed_checks(c, h)}
    if MATCHING(c):
        return {**checks, **match_checks(c, h)}
    checks.update(draw_checks(c, h))
    return checks if frame is None else {**checks, **frame_checks(c, h, frame)}


def main():
    parser = argparse.ArgumentParser(description="Verifies the certificate of a draw. 核验抽取证书。")
    parser.add_argument("file")
    parser.add_argument("--frame")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    try:
        with open(given.file, "rb") as file:
            source = file.read().decode(errors="replace")
        if given.frame is None:
            checks = verify(source)
        else:
            with open(given.frame, "rb") as frame:
                checks = verify(source, frame)
    except OSError as error:
        print(f"verify_draw: {error}", file=sys.stderr)
        return 2
    valid = all(checks.values())
    if given.json:
        print(json.dumps({"valid": valid, "withFrame": given.frame is not None, "failed": sorted(code for code, passed in checks.items() if not passed)}))
    else:
        for code, passed in checks.items():
            print("✓" if passed else "✗", code)
        if given.frame is None:
            print("未提供抽样框：仅核对证书自身是否一致。Without the frame only the certificate itself was checked.")
        print("结论：有效  verdict: VALID" if valid else "结论：无效  verdict: INVALID")
    return 0 if valid else 1


if __name__ == "__main__":
    sys.exit(main())
