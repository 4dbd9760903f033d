#!/usr/bin/env python3
"""Verifies the certificate of a draw (抽取证书), written from libs/draw/FORMAT.md alone, with nothing but the standard library.

usage: verify_draw.py FILE [--frame FILE] [--json]
exit code 0: valid  1: invalid  2: usage or unreadable file
"""
import argparse
import hashlib
import json
import re
import sys
from fractions import Fraction
from math import ceil, floor

SEP = b"\x1f"
CHUNK_LINES = 1024
MAX_INTEGER = 2**53 - 1
NOT_PLAIN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


# --- hashes ---------------------------------------------------------------------------------------------------------

def sm3(data):
    """GB/T 32905-2016, for where OpenSSL was built without it."""
    mask = 0xFFFFFFFF

    def rot(x, n):
        n %= 32
        return ((x << n) | (x >> (32 - n))) & mask

    state = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    message = data + b"\x80" + b"\0" * ((55 - len(data)) % 64) + (8 * len(data)).to_bytes(8, "big")
    for start in range(0, len(message), 64):
        w = [int.from_bytes(message[i:i + 4], "big") for i in range(start, start + 64, 4)]
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ rot(w[j - 3], 15)
            w.append(x ^ rot(x, 15) ^ rot(x, 23) ^ rot(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = state
        for j in range(64):
            ss1 = rot((rot(a, 12) + e + rot(0x79CC4519 if j < 16 else 0x7A879D8A, j)) & mask, 7)
            ff = a ^ b ^ c if j < 16 else (a & b) | (a & c) | (b & c)
            gg = e ^ f ^ g if j < 16 else (e & f) | (~e & mask & g)
            tt1 = (ff + d + (ss1 ^ rot(a, 12)) + (w[j] ^ w[j + 4])) & mask
            tt2 = (gg + h + ss1 + w[j]) & mask
            a, b, c, d, e, f, g, h = tt1, a, rot(b, 9), c, tt2 ^ rot(tt2, 9) ^ rot(tt2, 17), e, rot(f, 19), g
        state = [x ^ y for x, y in zip(state, (a, b, c, d, e, f, g, h))]
    return b"".join(x.to_bytes(4, "big") for x in state)


def hasher_of(algorithm):
    if algorithm == "SHA-256":
        return lambda data: hashlib.sha256(data).digest()
    if "sm3" in hashlib.algorithms_available:
        return lambda data: hashlib.new("sm3", data).digest()
    return sm3


def canonical(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def tagged(h, tag, *parts):
    return h(tag.encode() + b"\0" + b"".join(part if isinstance(part, bytes) else part.encode() for part in parts)).hex()


class LineRoot:
    """The RFC 6962 root over lines in chunks of 1024, as they stream by."""

    def __init__(self, h):
        self.h, self.lines, self.count, self.peaks = h, [], 0, []

    def add(self, line):
        self.lines.append(line)
        self.count += 1
        if len(self.lines) == CHUNK_LINES:
            self._close()

    def _close(self):
        height, node = 0, self.h(b"\0" + b"".join(line + b"\n" for line in self.lines))
        self.lines = []
        while self.peaks and self.peaks[-1][0] == height:
            height, node = height + 1, self.h(b"\x01" + self.peaks.pop()[1] + node)
        self.peaks.append((height, node))

    def root(self):
        if self.lines:
            self._close()
        if not self.peaks:
            return self.h(b"").hex()
        node = self.peaks[-1][1]
        for _, left in reversed(self.peaks[:-1]):
            node = self.h(b"\x01" + left + node)
        return node.hex()


# --- form: each shape answers whether a value has it ----------------------------------------------------------------

def text(v):
    return isinstance(v, str) and v != "" and not NOT_PLAIN.search(v)


def like(pattern):
    return lambda v: isinstance(v, str) and re.fullmatch(pattern, v) is not None


def integer(least, most=MAX_INTEGER):
    return lambda v: type(v) is int and least <= v <= most


def one_of(*values):
    return lambda v: isinstance(v, str) and v in values


def nullable(shape):
    return lambda v: v is None or shape(v)


def either(a, b):
    return lambda v: a(v) or b(v)


def list_of(shape):
    return lambda v: isinstance(v, list) and all(shape(item) for item in v)


def record(**fields):
    return lambda v: isinstance(v, dict) and v.keys() == fields.keys() and all(shape(v[key]) for key, shape in fields.items())


def boolean(v):
    return isinstance(v, bool)


HASH = like("[0-9a-f]{64}")
DAY = like("[0-9]{4}-[0-9]{2}-[0-9]{2}")
INSTANT = like(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})")
ALGORITHM = one_of("SHA-256", "SM3")
SOURCES = list_of(record(source=text, kind=one_of("PLATFORM", "DEPARTMENT", "BEACON", "DICE"), commitment=nullable(HASH)))
CONTRIBUTIONS = list_of(either(record(source=text, encoding=one_of("hex"), value=like("([0-9a-f]{2})+")),
                               record(source=text, encoding=one_of("text"), value=text)))
STRATUM = record(key=text, population=integer(1), weight=integer(1), sizing=either(record(ratio=text), record(number=integer(1))),
                 rounding=one_of("CEIL", "HALF_UP", "FLOOR"), minimum=integer(1), size=integer(1), reserve=integer(0))
UNITS = list_of(record(unitId=text, weight=integer(1, 1000), ticket=HASH))
DRAW = record(
    format=one_of("sortition/certificate/v1"), intentHash=HASH, contributions=CONTRIBUTIONS, seed=HASH,
    strata=list_of(record(key=text, threshold=nullable(HASH), drawn=UNITS, reserve=UNITS)),
    drawnCount=integer(0), resultRoot=HASH, certificateHash=HASH,
    intent=record(
        format=one_of("sortition/intent/v1"), algorithm=one_of("tickets/v1"), hash=ALGORITHM, taskNumber=text, profile=text,
        profileHash=text, rosterVersion=text, units=one_of("NAMED", "SEALED"), frameRoot=HASH, frameCount=integer(0),
        exclusions=list_of(record(reason=text, count=integer(0))), strata=list_of(STRATUM), drawnBy=text, randomness=SOURCES,
        attempt=integer(1), continues=nullable(HASH), createdAt=INSTANT))

REASONS = ("INACTIVE", "CERTIFICATE_EXPIRED", "NOT_QUALIFIED", "SPECIALTY_MISSING", "MODE_MISSING", "OUTSIDE_BOUNDARY", "RECUSED")
TEXTS = list_of(text)
ASKED = record(department=text, members=integer(1), qualifiedMinimum=integer(0), specialties=TEXTS)
MATCHING = record(
    format=one_of("sortition/inspector-certificate/v1"), intentHash=HASH, contributions=CONTRIBUTIONS, seed=HASH, certificateHash=HASH,
    match=record(
        teams=list_of(record(subjectId=text, leader=nullable(text), members=list_of(record(department=text, inspectorId=text)))),
        departments=list_of(record(department=text, order=TEXTS, ineligible=list_of(record(inspectorId=text, reason=one_of(*REASONS))),
                                   least=integer(0), greatest=integer(0)))),
    intent=record(
        format=one_of("sortition/inspector-intent/v1"), algorithm=one_of("matching/v1"), hash=ALGORITHM, taskNumber=text, profile=text,
        profileHash=text, rosterVersion=text, drawnBy=text, randomness=SOURCES, attempt=integer(1), createdAt=INSTANT,
        constraints=record(leadDepartment=text, maxTeams=nullable(integer(1))),
        candidates=list_of(record(inspectorId=text, department=text, active=boolean, qualified=boolean, certificateExpires=nullable(DAY),
                                  specialties=TEXTS, modeTags=TEXTS, divisions=TEXTS, recusedFrom=TEXTS)),
        demands=list_of(record(subjectId=text, division=nullable(text), modeTag=nullable(text), on=DAY,
                               departments=list_of(lambda v: ASKED(v) and v["qualifiedMinimum"] <= v["members"])))))


# --- checks ---------------------------------------------------------------------------------------------------------

def ascends(keys):
    encoded = [key.encode() for key in keys]
    return all(a < b for a, b in zip(encoded, encoded[1:]))


def seed_checks(c, h):
    intent, given = c["intent"], c["contributions"]
    sources = [one["source"] for one in given]

    def kept(i, source):
        if source["commitment"] is None or i >= len(given):
            return source["kind"] != "DEPARTMENT"
        return tagged(h, "sortition/commitment/v1", canonical(given[i])) == source["commitment"]

    return {
        "INTENT_HASH": tagged(h, intent["format"], canonical(intent)) == c["intentHash"],
        "RANDOMNESS": bool(sources) and sources == [one["source"] for one in intent["randomness"]],
        "COMMITMENTS": all(kept(i, source) for i, source in enumerate(intent["randomness"])),
        "SEED": tagged(h, "sortition/seed/v1", bytes.fromhex(c["intentHash"]), canonical(given)) == c["seed"],
    }


def size_of(stratum):
    population, sizing = stratum["population"], stratum["sizing"]
    if "number" in sizing:
        return sizing["number"] if sizing["number"] <= population else None
    if not re.fullmatch(r"(0|[1-9][0-9]{0,17})(\.[0-9]{1,18})?", sizing["ratio"]):
        return None
    ratio = Fraction(sizing["ratio"])
    if not 0 < ratio <= 1:
        return None
    exact = population * ratio
    rounded = {"CEIL": ceil(exact), "FLOOR": floor(exact), "HALF_UP": floor(exact + Fraction(1, 2))}[stratum["rounding"]]
    return min(population, max(stratum["minimum"], rounded))


def ticket_of(h, seed, unit_id, weight):
    start = seed + SEP + unit_id.encode()
    return min(h(start if i == 0 else start + SEP + str(i).encode()) for i in range(weight)).hex()


def order_of(unit):
    return unit["ticket"], unit["unitId"].encode()


def draw_checks(c, h):
    intent, seed = c["intent"], bytes.fromhex(c["seed"])
    strata, results = intent["strata"], c["strata"]
    listed = [result["drawn"] + result["reserve"] for result in results]
    units = [unit for units in listed for unit in units]
    root = LineRoot(h)
    for result, members in zip(results, listed):
        for place, unit in enumerate(members, 1):
            root.add(f'{result["key"]}\t{place}\t{unit["unitId"]}\t{unit["weight"]}\t{unit["ticket"]}'.encode())
    head = {key: value for key, value in c.items() if key != "certificateHash"}
    head["strata"] = [{"key": result["key"], "threshold": result["threshold"]} for result in results]
    counts = len(strata) == len(results) and all(
        s["key"] == r["key"] and len(r["drawn"]) == s["size"] and len(r["reserve"]) == min(s["reserve"], s["population"] - s["size"])
        for s, r in zip(strata, results))
    return {
        "INTENT_ORDER": ascends([one["reason"] for one in intent["exclusions"]]) and ascends([one["key"] for one in strata])
        and ascends([one["source"] for one in intent["randomness"]]),
        "FRAME_COUNT": sum(one["population"] for one in strata) == intent["frameCount"],
        "STRATUM_SIZES": all(size_of(one) == one["size"] and one["weight"] >= one["population"] for one in strata),
        "RESULT_COUNTS": counts and sum(len(r["drawn"]) for r in results) == c["drawnCount"] and len({u["unitId"] for u in units}) == len(units),
        "TICKETS": all(ticket_of(h, seed, u["unitId"], u["weight"]) == u["ticket"] for u in units),
        "ORDER": all(order_of(a) < order_of(b) for members in listed for a, b in zip(members, members[1:])),
        "THRESHOLDS": all(r["threshold"] == (r["drawn"][-1]["ticket"] if r["drawn"] else None) for r in results),
        "RESULT_ROOT": root.root() == c["resultRoot"],
        "CERTIFICATE_HASH": tagged(h, "sortition/certificate/v1", canonical(head)) == c["certificateHash"],
    }


def read_line(line):
    """The unit of a line with its LF; None when it is no line of a frame."""
    try:
        fields = line.decode().split("\t") if line.endswith(b"\n") else []
    except UnicodeDecodeError:
        return None
    if len(fields) != 3 or not text(fields[0]) or not text(fields[1]) or not re.fullmatch("[1-9][0-9]{0,3}\n", fields[2]):
        return None
    return (fields[0], fields[1], int(fields[2])) if int(fields[2]) <= 1000 else None


def frame_checks(c, h, lines):
    intent, seed = c["intent"], bytes.fromhex(c["seed"])
    root, counts, sound, last = LineRoot(h), {}, True, b""
    kept = {stratum["key"]: [] for stratum in intent["strata"]}
    keep = {stratum["key"]: stratum["size"] + stratum["reserve"] for stratum in intent["strata"]}
    for line in lines:
        unit = read_line(line)
        if unit is None or unit[0].encode() <= last:
            sound = False
            break
        unit_id, key, weight = unit
        last = unit_id.encode()
        root.add(line[:-1])
        population, total = counts.get(key, (0, 0))
        counts[key] = population + 1, total + weight
        if key in kept:
            kept[key].append({"unitId": unit_id, "weight": weight, "ticket": ticket_of(h, seed, unit_id, weight)})
            if len(kept[key]) > 2 * keep[key] + 1000:
                kept[key] = sorted(kept[key], key=order_of)[:keep[key]]
    redrawn = []
    for stratum in intent["strata"]:
        units = sorted(kept[stratum["key"]], key=order_of)[:keep[stratum["key"]]]
        drawn = units[:stratum["size"]]
        redrawn.append({"key": stratum["key"], "threshold": drawn[-1]["ticket"] if drawn else None, "drawn": drawn, "reserve": units[len(drawn):]})
    intended = [(s["key"], s["population"], s["weight"]) for s in intent["strata"]]
    return {
        "FRAME_LINES": sound,
        "FRAME_ROOT": root.root() == intent["frameRoot"] and root.count == intent["frameCount"],
        "FRAME_STRATA": sorted(((key, *both) for key, both in counts.items()), key=lambda one: one[0].encode()) == intended,
        "FRAME_DRAW": redrawn == c["strata"],
    }


# --- draw of inspectors ---------------------------------------------------------------------------------------------

def objection(candidate, team, asked):
    code = team["division"]

    def serves(division):
        return code.startswith(re.sub("(00)+$", "", division) if len(division) == 6 else division)

    expires = candidate["certificateExpires"]
    objections = (
        not candidate["active"],
        expires is not None and expires < team["on"],
        not candidate["qualified"] and asked["qualifiedMinimum"] >= asked["members"],
        bool(asked["specialties"]) and not set(asked["specialties"]) & set(candidate["specialties"]),
        team["modeTag"] is not None and team["modeTag"] not in candidate["modeTags"],
        code is not None and bool(candidate["divisions"]) and not any(map(serves, candidate["divisions"])),
        team["subjectId"] in candidate["recusedFrom"],
    )
    return next((reason for reason, holds in zip(REASONS, objections) if holds), None)


def feasible(vacancies, least, greatest, taken=frozenset(), passed=frozenset()):
    """Whether an assignment exists with every load within bounds, those taken in and those passed over out: a circulation with bounds."""
    room, owed = {}, {}

    def edge(a, b, lower, upper):
        room.setdefault(a, {})[b] = upper - lower
        room.setdefault(b, {}).setdefault(a, 0)
        owed[b] = owed.get(b, 0) + lower
        owed[a] = owed.get(a, 0) - lower

    for subject, asked, eligible in vacancies:
        edge("hub", ("subject", subject), asked["members"], asked["members"])
        edge(("subject", subject), ("assistants", subject), 0, asked["members"] - asked["qualifiedMinimum"])
        for one in eligible:
            pair = subject, one["inspectorId"]
            start = ("subject" if one["qualified"] else "assistants", subject)
            edge(start, ("inspector", pair[1]), int(pair in taken), int(pair not in passed))
    for inspector in {one["inspectorId"] for _, _, eligible in vacancies for one in eligible}:
        edge(("inspector", inspector), "hub", least, greatest)
    for node, surplus in list(owed.items()):
        edge(*(("source", node) if surplus > 0 else (node, "sink")), 0, abs(surplus))
    room.setdefault("sink", {})
    for _ in range(sum(surplus for node, surplus in owed.items() if surplus > 0)):
        came, queue = {"source": None}, ["source"]
        for node in queue:
            for other, free in room.get(node, {}).items():
                if free > 0 and other not in came:
                    came[other] = node
                    queue.append(other)
        if "sink" not in came:
            return False
        node = "sink"
        while came[node] is not None:
            room[came[node]][node] -= 1
            room[node][came[node]] += 1
            node = came[node]
    return True


def match_department(vacancies, max_teams):
    people = {one["inspectorId"] for _, _, eligible in vacancies for one in eligible}
    seats = sum(asked["members"] for _, asked, _ in vacancies)
    if not people or not feasible(vacancies, 0, max_teams):
        return None
    greatest = next(bound for bound in range(-(-seats // len(people)), max_teams + 1) if feasible(vacancies, 0, bound))
    least = next(bound for bound in range(seats // len(people), -1, -1) if feasible(vacancies, bound, greatest))
    taken, passed, teams = set(), set(), {}
    for subject, asked, eligible in vacancies:
        teams[subject] = []
        for one in eligible:
            pair = subject, one["inspectorId"]
            if len(teams[subject]) == asked["members"]:
                break
            if feasible(vacancies, least, greatest, taken | {pair}, passed):
                taken.add(pair)
                teams[subject].append(pair[1])
            else:
                passed.add(pair)
    return teams, least, greatest


def match_inspectors(intent, seed, h):
    def by_ticket(purpose, within, items, id_of):
        return sorted(items, key=lambda item: (h(seed + SEP + SEP.join(part.encode() for part in (purpose, within, id_of(item)))), id_of(item).encode()))

    teams, departments, orders = {}, [], {}
    for name in sorted({asked["department"] for team in intent["demands"] for asked in team["departments"]}, key=str.encode):
        own = [one for one in intent["candidates"] if one["department"] == name]
        wanted = [(team, asked) for team in intent["demands"] for asked in team["departments"] if asked["department"] == name]
        vacancies = by_ticket("subject", name, [
            (team["subjectId"], asked, by_ticket("pair", team["subjectId"], [one for one in own if objection(one, team, asked) is None], lambda one: one["inspectorId"]))
            for team, asked in wanted], lambda vacancy: vacancy[0])
        most = intent["constraints"]["maxTeams"]
        matched = match_department(vacancies, len(vacancies) if most is None else most)
        if matched is None:
            return None
        teams[name], least, greatest = matched
        orders[name] = [one["inspectorId"] for one in by_ticket("order", name, own, lambda one: one["inspectorId"])]
        reasons = [(one["inspectorId"], [objection(one, team, asked) for team, asked in wanted]) for one in own]
        idle = [{"inspectorId": who, "reason": found[0]} for who, found in reasons if None not in found]
        departments.append({"department": name, "order": orders[name], "ineligible": idle, "least": least, "greatest": greatest})
    qualified = {one["inspectorId"] for one in intent["candidates"] if one["qualified"]}
    lead, result = intent["constraints"]["leadDepartment"], []
    for team in intent["demands"]:
        members = [{"department": asked["department"], "inspectorId": who} for asked in team["departments"] for who in teams[asked["department"]][team["subjectId"]]]
        leads = [who for who in orders.get(lead, []) if {"department": lead, "inspectorId": who} in members]
        leader = next((who for who in leads if who in qualified), leads[0] if leads else None)
        result.append({"subjectId": team["subjectId"], "leader": leader, "members": members})
    return {"teams": result, "departments": departments}


def match_checks(c, h):
    intent = c["intent"]
    ordered = (ascends([one["inspectorId"] for one in intent["candidates"]]) and ascends([one["subjectId"] for one in intent["demands"]])
               and ascends([one["source"] for one in intent["randomness"]]))
    head = {key: value for key, value in c.items() if key != "certificateHash"}
    return {
        "INTENT_ORDER": ordered,
        "MATCH": ordered and match_inspectors(intent, bytes.fromhex(c["seed"]), h) == c["match"],
        "CERTIFICATE_HASH": tagged(h, c["format"], canonical(head)) == c["certificateHash"],
    }


# --- the whole ------------------------------------------------------------------------------------------------------

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
