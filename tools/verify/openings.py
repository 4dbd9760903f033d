"""Openings of sealed units: which leaf of the frame stands for whom, under which label."""
from draw_checks import order_of, ticket_of
from draw_format import OPENING, LineRoot, canonical, is_canonical, parse, tagged


def leaf_of(h, opening):
    return tagged(h, "sortition/leaf/v1", canonical({key: opening[key] for key in ("salt", "stratum", "unitId", "weight")}))


def label_of(h, opening):
    return "S-" + tagged(h, "sortition/label/v1", canonical({"salt": opening["labelSalt"], "stratum": opening["stratum"]}))[:16]


def frame_line(h, opening):
    """The line of the frame that stands for the opened unit."""
    return f'{leaf_of(h, opening)}\t{label_of(h, opening)}\t{opening["weight"]}\n'.encode()


def read_openings(source):
    """The openings of a file, one per line; None when one is not in form."""
    openings = []
    for line in (source if source.endswith(b"\n") else source + b"\n").split(b"\n")[:-1]:
        try:
            written = line.decode()
        except UnicodeDecodeError:
            return None
        opening = parse(written)
        if not OPENING(opening) or not is_canonical(written, opening):
            return None
        openings.append(opening)
    return openings


def listing_of(c):
    """By stratum: the weight of each listed leaf, the last that is listed, and the population."""
    listing, intended = {}, c["intent"]["strata"]
    for i, result in enumerate(c["strata"]):
        units = result["drawn"] + result["reserve"]
        population = intended[i]["population"] if i < len(intended) else 0
        listing[result["key"]] = {unit["unitId"]: unit["weight"] for unit in units}, units[-1] if units else None, population
    return listing


def as_listed(c, h, opening, listing):
    """Whether the leaf is listed, or comes after all that are listed, as an unchanged draw would have it."""
    leaf, label, weight = leaf_of(h, opening), label_of(h, opening), opening["weight"]
    if label not in listing:
        return False
    weights, last, population = listing[label]
    if leaf in weights:
        return weights[leaf] == weight
    own = {"unitId": leaf, "ticket": ticket_of(h, bytes.fromhex(c["seed"]), leaf, weight)}
    return last is not None and len(weights) < population and order_of(own) > order_of(last)


def whole(c, h, openings):
    """No unit twice, no stratum under two labels; and as many as the frame has, an auditor's, are the frame."""
    names = {(one["stratum"], label_of(h, one)) for one in openings}
    if len({one["unitId"] for one in openings}) < len(openings) or not len({name for name, _ in names}) == len({label for _, label in names}) == len(names):
        return False
    if len(openings) < c["intent"]["frameCount"]:
        return True
    root = LineRoot(h)
    for line in sorted(frame_line(h, one) for one in openings):
        root.add(line[:-1])
    return root.root() == c["intent"]["frameRoot"]


def all_stand_in(frame, wanted):
    with frame() as lines:
        for line in lines:
            wanted.discard(line)
    return not wanted


def opening_checks(c, h, openings, frame=None):
    if openings is None:
        return {"OPENING_FORM": False}
    listing = listing_of(c)
    placed = all(as_listed(c, h, one, listing) for one in openings)
    if frame is not None and len(openings) < c["intent"]["frameCount"]:
        placed = all_stand_in(frame, {frame_line(h, one) for one in openings}) and placed
    return {
        "OPENING_FORM": True,
        "OPENING_INTENT": c["intent"]["units"] == "SEALED" and all(one["intentHash"] == c["intentHash"] for one in openings),
        "OPENING_LEAF": placed,
        "OPENING_WHOLE": whole(c, h, openings),
    }
