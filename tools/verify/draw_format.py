"""Hashes, canonical JSON and the forms of libs/draw/FORMAT.md."""
import hashlib
import json
import re

SEP = b"\x1f"
CHUNK_LINES = 1024
MAX_INTEGER = 2**53 - 1
NOT_PLAIN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


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


def parse(source):
    """The value of a JSON text; None, which has no shape, when it is none."""
    try:
        return json.loads(source, parse_int=number, parse_float=number, parse_constant=refuse_constant)
    except (ValueError, RecursionError, OverflowError):
        return None


def is_canonical(source, value):
    """Whether a text is canonical JSON but for white space between its tokens."""
    return re.sub(r'("(?:[^"\\]|\\.)*")|[ \t\r\n]+', lambda m: m.group(1) or "", source) == canonical(value)


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
        profileHash=text, rosterVersion=text, scheme=record(name=text, version=integer(1)), drawnBy=text, randomness=SOURCES,
        attempt=integer(1), createdAt=INSTANT,
        constraints=record(leadDepartment=text, maxTeams=nullable(integer(1))),
        candidates=list_of(record(inspectorId=text, department=text, active=boolean, qualified=boolean, certificateExpires=nullable(DAY),
                                  specialties=TEXTS, modeTags=TEXTS, divisions=TEXTS, recusedFrom=TEXTS)),
        demands=list_of(record(subjectId=text, division=nullable(text), modeTag=nullable(text), on=DAY,
                               departments=list_of(lambda v: ASKED(v) and v["qualifiedMinimum"] <= v["members"])))))

OPENING = record(format=one_of("sortition/opening/v1"), intentHash=HASH, unitId=text, stratum=text, weight=integer(1, 1000), salt=HASH, labelSalt=HASH)
