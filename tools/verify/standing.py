"""Where one unit stands in a draw that has been verified, with the arithmetic of its ticket."""
from draw_checks import order_of, read_line, ticket_of

DIGEST = {"SHA-256": "sha256sum", "SM3": "openssl dgst -sm3"}
WORDS = {
    "DRAWN": ("抽中", "drawn"),
    "RESERVE": ("未抽中，列为候补", "not drawn, but in reserve"),
    "NOT_DRAWN": ("未抽中", "not drawn"),
    "NOT_IN_FRAME": ("不在抽样框内，未参加本次抽取", "not in the frame, so it took no part in this draw"),
    "UNLISTED": ("不在抽中与候补名单内；是否参加抽取须由抽样框核对", "neither drawn nor in reserve; only the frame can tell whether it took part"),
}


def hashed_for(h, seed, unit_id, weight, ticket):
    """What was hashed to get the ticket, in hexadecimal."""
    first = seed + b"\x1f" + unit_id.encode()
    inputs = [first] + [first + b"\x1f" + str(i).encode() for i in range(1, weight)]
    return next((one for one in inputs if h(one).hex() == ticket), first).hex()


def listed_place(c, unit_id):
    for result in c["strata"]:
        for place, unit in enumerate(result["drawn"] + result["reserve"], 1):
            if unit["unitId"] == unit_id:
                return result["key"], unit["weight"], place, "DRAWN" if place <= len(result["drawn"]) else "RESERVE"
    return None


def frame_place(c, h, unit_id, frame):
    """Stratum, weight and place of a unit in the lines of a verified frame; `frame` opens it anew each time."""
    seed = bytes.fromhex(c["seed"])
    with frame() as lines:
        found = next((unit for unit in map(read_line, lines) if unit is not None and unit[0] == unit_id), None)
    if found is None:
        return None
    _, key, weight = found
    own = ticket_of(h, seed, unit_id, weight), unit_id.encode()
    with frame() as lines:
        before = sum(1 for one, stratum, w in filter(None, map(read_line, lines))
                     if stratum == key and order_of({"unitId": one, "ticket": ticket_of(h, seed, one, w)}) < own)
    return key, weight, before + 1, "NOT_DRAWN"


def standing_of(c, h, unit_id, frame=None):
    found = listed_place(c, unit_id) or (frame_place(c, h, unit_id, frame) if frame is not None else None)
    key, weight, place, standing = found or (None, 1, None, "UNLISTED" if frame is None else "NOT_IN_FRAME")
    seed = bytes.fromhex(c["seed"])
    ticket = ticket_of(h, seed, unit_id, weight)
    stratum = next(({"key": key, "population": s["population"], "size": s["size"], "threshold": r["threshold"]}
                    for s, r in zip(c["intent"]["strata"], c["strata"]) if s["key"] == key), None)
    return {"unitId": unit_id, "standing": standing, "stratum": stratum, "weight": weight, "ticket": ticket,
            "hashed": hashed_for(h, seed, unit_id, weight, ticket), "place": place}


def explained(c, one):
    """The lines that tell a standing, Chinese and English, and the command that computes the ticket again."""
    zh, en = WORDS[one["standing"]]
    lines = [f'{one["unitId"]}：{zh}  {one["unitId"]}: {en}', f'号票 ticket = {c["intent"]["hash"]}(种子 seed ‖ 1f ‖ 编号 id) = {one["ticket"]}',
             f'    printf "$(echo {one["hashed"]} | sed \'s/../\\\\x&/g\')" | {DIGEST[c["intent"]["hash"]]}']
    stratum = one["stratum"]
    if stratum is not None:
        sign = "≤" if one["standing"] == "DRAWN" else ">"
        lines += [f'层 stratum {stratum["key"]}: {stratum["size"]} / {stratum["population"]}, 位次 place {one["place"]}',
                  f'入选号票线 threshold: {one["ticket"]} {sign} {stratum["threshold"]}']
    return lines
