"""Verifies rounds of a drand beacon with the standard library alone: BLS signatures in G1, keys in G2."""
import hashlib
import re

from bls12_381 import G2, P, key_of, pairs_to_one, point_of
from hash_to_g1 import hash_to_g1

CHAINS = {
    "quicknet": {
        "key": "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
               "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
        "genesis": 1692803367,
        "period": 3,
    },
}
TAG = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"


def verify_signature(key, message, signature):
    """Whether `signature`, 48 bytes, is the one of the pinned `key`, 96 bytes, over `message`."""
    point = point_of(signature)
    if point is None:
        return False
    return pairs_to_one([((point[0], P - point[1]), G2), (hash_to_g1(message, TAG), key_of(key))])


def round_of(source):
    """The chain and round that a source names, or None."""
    found = re.fullmatch("drand:([a-z]+):([1-9][0-9]{0,11})", source)
    return (CHAINS[found[1]], int(found[2])) if found and found[1] in CHAINS else None


def round_time(chain, number):
    return chain["genesis"] + (number - 1) * chain["period"]


def verify_beacon(chain, number, signature):
    """Whether `signature`, in hex, is that of the chain over its round."""
    if not re.fullmatch("[0-9a-f]{96}", signature):
        return False
    return verify_signature(bytes.fromhex(chain["key"]), hashlib.sha256(number.to_bytes(8, "big")).digest(), bytes.fromhex(signature))
