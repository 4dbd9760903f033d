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

MOST_TOLD = 5  # of more opened units nothing is told one by one


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


def assignment(c, who):
    """What a draw of inspectors says of one inspector, or of one subject."""
    match = c["match"]
    for team in match["teams"]:
        if team["subjectId"] == who:
            members = "、".join(f'{one["inspectorId"]}（{one["department"]}）' for one in team["members"])
            return [f'检查对象 subject {who}: 组长 leader {team["leader"]}; 组员 members {members}']
    for one in match["departments"]:
        if who in one["order"]:
            teams = [team["subjectId"] for team in match["teams"] if who in [member["inspectorId"] for member in team["members"]]]
            reason = next((idle["reason"] for idle in one["ineligible"] if idle["inspectorId"] == who), "")
            return [f'检查人员 inspector {who}（{one["department"]}）: {"、".join(teams) or "未抽中 not drawn"}; 位次 place {one["order"].index(who) + 1} {reason}']
    return [f"{who}：不在候选人员和检查对象之中 neither a candidate nor a subject"]


def standings(c, unit, frame, openings):
    """Where the asked unit stands, or those that are opened, each by its leaf; and the lines that tell it."""
    h = hasher_of(c["intent"]["hash"])
    if c["intent"]["units"] == "NAMED":
        found = [] if unit is None else [standing_of(c, h, unit, frame)]
        return found, [line for one in found for line in explained(c, one)]
    opened = [] if openings is None else read_openings(openings)
    asked = [one for one in opened if unit in (None, one["unitId"])]
    if unit is not None and not asked:
        return [], [f"{unit}: 密封抽取，须凭其开封文件查询。This draw is sealed: ask with its opening."]
    told = [f'已开封 opened: {len(opened)} / {c["intent"]["frameCount"]}'] if len(opened) > 1 else []
    found = []
    for one in asked if len(asked) <= MOST_TOLD else []:
        leaf, label, _ = frame_line(h, one).decode().split("\t")
        found.append(standing_of(c, h, leaf, frame))
        told += [f'{one["unitId"]}（{one["stratum"]}）= {leaf}（{label}）'] + explained(c, found[-1])
    return found, told


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
    found, told = [], []
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
            found, told = standings(parse(source), given.unit, frame, openings)
        elif valid and given.unit is not None:
            told = assignment(parse(source), given.unit)
    except OSError as error:
        print(f"verify_draw: {error}", file=sys.stderr)
        return 2
    if given.json:
        failed = sorted(code for code, passed in checks.items() if not passed)
        print(json.dumps({"valid": valid, "withFrame": given.frame is not None, "failed": failed, "standings": found}))
        return 0 if valid else 1
    for code, passed in checks.items():
        print("✓" if passed else "✗", code)
    if given.frame is None:
        print("未提供抽样框：仅核对证书自身是否一致。Without the frame only the certificate itself was checked.")
    print("\n".join(told + ["结论：有效  verdict: VALID" if valid else "结论：无效  verdict: INVALID"]))
    return 0 if valid else 1


if __name__ == "__main__":
    sys.exit(main())
