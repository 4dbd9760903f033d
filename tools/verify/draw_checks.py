"""Checks of a draw of units: what stands in the certificate, and the frame drawn again."""
import calendar
import re
from datetime import datetime
from fractions import Fraction
from math import ceil, floor

import drand
from draw_format import SEP, LineRoot, canonical, tagged, text


def ascends(keys):
    encoded = [key.encode() for key in keys]
    return all(a < b for a, b in zip(encoded, encoded[1:]))


def seconds_of(instant):
    """The whole seconds of an instant in Unix time; None for a day or an hour that does not exist."""
    local, sign, hours, minutes = re.fullmatch(r"(.{19})(?:\.[0-9]+)?(?:Z|([+-])(..):(..))", instant).groups()
    try:
        seconds = calendar.timegm(datetime.fromisoformat(local).timetuple())
    except ValueError:
        return None
    return seconds - (0 if sign is None else int(sign + "1") * (int(hours) * 60 + int(minutes)) * 60)


def seed_checks(c, h):
    intent, given = c["intent"], c["contributions"]
    sources = [one["source"] for one in given]

    def kept(i, source):
        if source["commitment"] is None or i >= len(given):
            return source["kind"] != "DEPARTMENT"
        return tagged(h, "sortition/commitment/v1", canonical(given[i])) == source["commitment"]

    def signed(i, source):
        named, contribution = drand.round_of(source["source"]), given[i] if i < len(given) else {"encoding": None}
        if named is None or contribution["encoding"] != "hex":
            return False
        begun = seconds_of(intent["createdAt"])
        return begun is not None and drand.round_time(*named) > begun and drand.verify_beacon(*named, contribution["value"])

    return {
        "INTENT_HASH": tagged(h, intent["format"], canonical(intent)) == c["intentHash"],
        "RANDOMNESS": bool(sources) and sources == [one["source"] for one in intent["randomness"]],
        "COMMITMENTS": all(kept(i, source) for i, source in enumerate(intent["randomness"])),
        "BEACONS": all(signed(i, source) for i, source in enumerate(intent["randomness"]) if source["kind"] == "BEACON"),
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
