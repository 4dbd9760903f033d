"""The tree of the public log and its proofs: RFC 9162, sections 2.1.1, 2.1.3.2 and 2.1.4.2."""

import hashlib


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf(entry):
    return sha256(b"\x00" + entry.encode())


def node(left, right):
    return sha256(b"\x01" + left + right)


class Tree:
    def __init__(self):
        self.size, self.peaks = 0, []

    def append(self, hashed):
        level = 0
        while self.peaks and self.peaks[-1][0] == level:
            hashed, level = node(self.peaks.pop()[1], hashed), level + 1
        self.peaks.append((level, hashed))
        self.size += 1

    def root(self):
        if not self.peaks:
            return sha256(b"")
        root = self.peaks[-1][1]
        for _, hashed in reversed(self.peaks[:-1]):
            root = node(hashed, root)
        return root


def included(index, size, hashed, root, proof):
    if type(index) is not int or not 0 <= index < size:
        return False
    place, last = index, size - 1
    for sibling in proof:
        if last == 0:
            return False
        if place % 2 == 1 or place == last:
            hashed = node(sibling, hashed)
            while place % 2 == 0 and place != 0:
                place, last = place >> 1, last >> 1
        else:
            hashed = node(hashed, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and hashed == root


def grown(earlier, size, earlier_root, root, proof):
    if earlier == size:
        return proof == [] and earlier_root == root
    if earlier == 0:
        return proof == [] and earlier_root == sha256(b"")
    place, last = earlier - 1, size - 1
    while place % 2 == 1:
        place, last = place >> 1, last >> 1
    hashes = [earlier_root, *proof] if place == 0 else proof
    if not hashes:
        return False
    before = after = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if place % 2 == 1 or place == last:
            before, after = node(sibling, before), node(sibling, after)
            while place % 2 == 0 and place != 0:
                place, last = place >> 1, last >> 1
        else:
            after = node(after, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and before == earlier_root and after == root
