"""Signed notes, checkpoints, cosignatures and policies of the public log, in the formats of C2SP."""

import base64
import binascii
import re

from ed25519 import verify as ed25519_verify
from log_tree import sha256

LOG, WITNESS = 1, 4


class Fault(Exception):
    pass


def need(holds, code):
    if not holds:
        raise Fault(code)


def from_base64(text, code):
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Fault(code) from None
    need(base64.b64encode(data).decode() == text, code)
    return data


def from_hex(text, code, length=32):
    need(isinstance(text, str) and re.fullmatch("[0-9a-f]*", text) is not None and len(text) == 2 * length, code)
    return bytes.fromhex(text)


def key_of(text, kind):
    match = re.fullmatch(r"([^+\s]+)\+([0-9a-f]{8})\+(\S+)", text)
    need(match is not None, "POLICY_MALFORMED")
    name, key_id, encoded = match.groups()
    material = from_base64(encoded, "POLICY_MALFORMED")
    need(len(material) == 33 and material[0] == kind and sha256(name.encode() + b"\n" + material)[:4].hex() == key_id, "POLICY_MALFORMED")
    return name, key_id, material[1:], kind


def policy_in(text):
    logs, members, groups, quorum, grouped = [], {}, {}, None, set()
    for line in text.split("\n"):
        words = re.split("[ \t]+", line.strip(" \t"))
        if words == [""] or words[0].startswith("#"):
            continue
        if words[0] == "log" and len(words) in (2, 3):
            logs.append(key_of(words[1], LOG))
            need(len({key[2] for key in logs}) == len(logs), "POLICY_MALFORMED")
        elif words[0] == "witness" and len(words) in (3, 4):
            need(words[1] != "none" and words[1] not in members and words[1] not in groups, "POLICY_MALFORMED")
            members[words[1]] = key_of(words[2], WITNESS)
            need(len({key[2] for key in members.values()}) == len(members), "POLICY_MALFORMED")
        elif words[0] == "group" and len(words) >= 4:
            name, wanted, names = words[1], words[2], words[3:]
            need(re.fullmatch("all|any|[1-9][0-9]*", wanted) is not None, "POLICY_MALFORMED")
            threshold = {"all": len(names), "any": 1}.get(wanted) or int(wanted)
            known = all(each in members or each in groups for each in names)
            need(known and name not in (*members, *groups, "none") and len(set(names)) == len(names) >= threshold and not grouped & set(names), "POLICY_MALFORMED")
            grouped |= set(names)
            groups[name] = threshold, names
        else:
            need(words[0] == "quorum" and len(words) == 2 and quorum is None and words[1] in (*members, *groups, "none"), "POLICY_MALFORMED")
            quorum = words[1]
    need(quorum is not None, "POLICY_MALFORMED")
    return logs, members, groups, quorum


def note_in(note):
    text, gap, below = note.rpartition("\n\n")
    need(text != "" and gap and below.endswith("\n") and not re.search("[\x00-\x09\x0b-\x1f\ud800-\udfff]", note), "NOTE_MALFORMED")
    signatures = []
    for line in below[:-1].split("\n"):
        match = re.fullmatch(r"— ([^\s+]+) (\S+)", line)
        need(match is not None, "NOTE_MALFORMED")
        data = from_base64(match.group(2), "NOTE_MALFORMED")
        need(len(data) > 4, "NOTE_MALFORMED")
        signatures.append((match.group(1), data[:4].hex(), data[4:]))
    match = re.fullmatch("([^\n]+)\n(0|[1-9][0-9]{0,15})\n([^\n]+)\n", text + "\n")
    need(match is not None, "CHECKPOINT_MALFORMED")
    root = from_base64(match.group(3), "CHECKPOINT_MALFORMED")
    need(len(root) == 32, "CHECKPOINT_MALFORMED")
    return text + "\n", signatures, (match.group(1), int(match.group(2)), root)


def holds(text, data, key):
    if key[3] == LOG:
        return ed25519_verify(key[2], text.encode(), data)
    seconds = int.from_bytes(data[:8], "big")
    return ed25519_verify(key[2], f"cosignature/v1\ntime {seconds}\n{text}".encode(), data[8:])


def believed(note, policy):
    text, signatures, checkpoint = note_in(note)
    if policy is None:
        return checkpoint
    logs, members, groups, quorum = policy
    logs = [key for key in logs if key[0] == checkpoint[0]]
    need(logs, "ORIGIN_UNKNOWN")
    made = [(key, data) for name, key_id, data in signatures for key in (*logs, *members.values()) if key[:2] == (name, key_id)]
    need(all(holds(text, data, key) for key, data in made), "SIGNATURE_INVALID")
    signed = {key for key, _ in made}
    need(any(key in signed for key in logs), "LOG_SIGNATURE_MISSING")

    def vouches(name):
        return members[name] in signed if name in members else sum(map(vouches, groups[name][1])) >= groups[name][0]
    need(quorum == "none" or vouches(quorum), "WITNESSES_MISSING")
    return checkpoint
