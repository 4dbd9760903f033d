#!/usr/bin/env python3
"""Verifies the certificate of a draw (抽取证书), written from libs/draw/FORMAT.md alone, with nothing but the standard library.

usage: verify_draw.py FILE [--frame FILE] [--opening FILE] [--unit ID] [--json]
exit code 0: valid  1: invalid  2: usage or unreadable file
"""
import argparse
import json
import sys

from draw_checks import draw_checks, frame_checks, seed_checks
from draw_format import DRAW, MATCHING, hasher_of, is_canonical, parse
from inspector_checks import match_checks
from openings import frame_line, opening_checks, read_openings
from standing import explained, standing_of


def text_of(data):
    """The text of a file; of one that is not UTF-8 none, so that nothing can be read in two ways."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return ""


def verify(source, frame=None, openings=None):
    """The checks by code, True where passed.

    `source` is the text of the certificate, `frame` opens its frame, giving lines as bytes with their LF, `openings` are the bytes of a file.
    """
    c = parse(source)
    if not DRAW(c) and not MATCHING(c):
        return {"FORM": False}
    h = hasher_of(c["intent"]["hash"])
    checks = {"TEXT": is_canonical(source, c), "FORM": True, **seed_checks(c, h)}
    if MATCHING(c):
        return {**checks, **match_checks(c, h), **({} if openings is None else {"OPENING_INTENT": False})}
    checks.update(draw_checks(c, h))
    if frame is not None:
        with frame() as lines:
            checks.update(frame_checks(c, h, lines))
    if openings is not None:
        checks.update(opening_checks(c, h, read_openings(openings), frame))
    return checks


def standing(source, unit, frame, openings):
    """Where the asked unit stands, or the one that is opened; for a sealed unit, its leaf. None when nobody was asked for."""
    c = parse(source)
    h = hasher_of(c["intent"]["hash"])
    opened = [] if openings is None else [one for one in read_openings(openings) if unit in (None, one["unitId"])]
    if unit is None and len(opened) != 1:
        return None, []
    if c["intent"]["units"] == "SEALED" and not opened:
        return None, [f"{unit}: 密封抽取，须凭开封文件查询。This draw is sealed: ask with an opening."]
    if not opened:
        found = standing_of(c, h, unit, frame)
        return found, explained(c, found)
    leaf, label, _ = frame_line(h, opened[0]).decode().split("\t")
    found = standing_of(c, h, leaf, frame)
    return found, [f'{opened[0]["unitId"]}（{opened[0]["stratum"]}）= {leaf}（{label}）'] + explained(c, found)


def arguments():
    parser = argparse.ArgumentParser(description="Verifies the certificate of a draw. 核验抽取证书。")
    parser.add_argument("file")
    parser.add_argument("--frame")
    parser.add_argument("--opening")
    parser.add_argument("--unit")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def main():
    given = arguments()
    found, told = None, []
    try:
        with open(given.file, "rb") as file:
            source = text_of(file.read())
        openings = None
        if given.opening is not None:
            with open(given.opening, "rb") as file:
                openings = file.read()
        frame = None if given.frame is None else lambda: open(given.frame, "rb")
        checks = verify(source, frame, openings)
        valid = all(checks.values())
        if valid and DRAW(parse(source)):
            found, told = standing(source, given.unit, frame, openings)
    except OSError as error:
        print(f"verify_draw: {error}", file=sys.stderr)
        return 2
    if given.json:
        failed = sorted(code for code, passed in checks.items() if not passed)
        print(json.dumps({"valid": valid, "withFrame": given.frame is not None, "failed": failed, "standing": found}))
        return 0 if valid else 1
    for code, passed in checks.items():
        print("✓" if passed else "✗", code)
    if given.frame is None:
        print("未提供抽样框：仅核对证书自身是否一致。Without the frame only the certificate itself was checked.")
    print("\n".join(told + ["结论：有效  verdict: VALID" if valid else "结论：无效  verdict: INVALID"]))
    return 0 if valid else 1


if __name__ == "__main__":
    sys.exit(main())
