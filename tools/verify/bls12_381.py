"""The pairing of BLS12-381, with nothing but the standard library.

A point of G1 is a pair of integers modulo P, one of G2 a pair of elements of F(P^2), which are pairs themselves; None is infinity.
An element of F(P^12) is a list of six elements of F(P^2), the coefficients of a polynomial in w with w^6 = 1 + i.
"""

P = 0x1A0111EA397FE69A4B1BA7B6434BACD764774B84F38512BF6730D2A0F6B0F6241EABFFFEB153FFFFB9FEFFFFFFFFAAAB
R = 0x73EDA753299D7D483339D80809A1D80553BDA402FFFE5BFEFFFFFFFF00000001
X = 0xD201000000010000  # the parameter of the curve, without its sign
G2 = ((0x024AA2B2F08F0A91260805272DC51051C6E47AD4FA403B02B4510B647AE3D1770BAC0326A805BBEFD48056C8C121BDB8,
       0x13E02B6052719F607DACD3A088274F65596BD0D09920B61AB5DA61BBDC7F5049334CF11213945D57E5AC7D055D042B7E),
      (0x0CE5D527727D6E118CC9CDC6DA2E351AADFD9BAA8CBDD3A76D429A695160D12C923AC9CC3BACA289E193548608B82801,
       0x0606C4A02EA734CC32ACD2B02BC28B99CB3E287E85A763AF267492AB572E99AB3F370D275CEC1DA1AAA9075FF05F79BE))


# --- fields ---------------------------------------------------------------------------------------------------------

def root(a):
    """A square root modulo P, or None."""
    r = pow(a, (P + 1) // 4, P)
    return r if r * r % P == a % P else None


def mul2(a, b):
    return (a[0] * b[0] - a[1] * b[1]) % P, (a[0] * b[1] + a[1] * b[0]) % P


def sub2(a, b):
    return (a[0] - b[0]) % P, (a[1] - b[1]) % P


def inv2(a):
    n = pow(a[0] * a[0] + a[1] * a[1], -1, P)
    return a[0] * n % P, -a[1] * n % P


def root2(a):
    """A square root in F(P^2) of an element that is not in F(P), or None."""
    norm = root(a[0] * a[0] + a[1] * a[1])
    if norm is None or a[1] == 0:
        return None
    real = next((r for r in (root((a[0] + sign) * (P + 1) // 2) for sign in (norm, -norm)) if r is not None), None)
    return None if real is None else (real, a[1] * pow(2 * real, -1, P) % P)


def mul12(a, b):
    real, imaginary = [0] * 11, [0] * 11
    for i, (a0, a1) in enumerate(a):
        for j, (b0, b1) in enumerate(b, i):
            real[j] += a0 * b0 - a1 * b1
            imaginary[j] += a0 * b1 + a1 * b0
    for k in range(5):
        real[k], imaginary[k] = real[k] + real[k + 6] - imaginary[k + 6], imaginary[k] + real[k + 6] + imaginary[k + 6]
    return [(real[k] % P, imaginary[k] % P) for k in range(6)]


FROBENIUS2 = [pow(pow(2, (P - 1) // 6, P), k, P) for k in range(6)]  # (1 + i)^((P^2 - 1) / 6), since (1 + i)^(P + 1) = 2


def power_p2(a):
    return [(a0 * f % P, a1 * f % P) for (a0, a1), f in zip(a, FROBENIUS2)]


def power_p6(a):
    return [(a0, a1) if k % 2 == 0 else (-a0 % P, -a1 % P) for k, (a0, a1) in enumerate(a)]


def inverse12(a):
    b = power_p6(a)
    n = mul12(a, b)
    m = mul12(power_p2(n), power_p2(power_p2(n)))
    norm = inv2(mul12(n, m)[0])
    return [mul2(c, norm) for c in mul12(b, m)]


def is_one_in_the_end(f):
    """Whether the final exponentiation, to the power (P^12 - 1) / R, gives 1."""
    f = mul12(power_p6(f), inverse12(f))
    f = mul12(power_p2(f), f)
    result = f
    for bit in bin((P**4 - P**2 + 1) // R)[3:]:
        result = mul12(result, result)
        if bit == "1":
            result = mul12(result, f)
    return result == [(1, 0)] + [(0, 0)] * 5


# --- curves ---------------------------------------------------------------------------------------------------------

def add(a, b):
    """The sum of two points of G1's curve y^2 = x^3 + 4."""
    if a is None or b is None:
        return a or b
    if a[0] == b[0]:
        if (a[1] + b[1]) % P == 0:
            return None
        slope = 3 * a[0] * a[0] * pow(2 * a[1], -1, P)
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def times(n, a):
    result = None
    for bit in bin(n)[2:]:
        result = add(result, result)
        if bit == "1":
            result = add(result, a)
    return result


def point_of(signature):
    """The point of G1 that 48 bytes stand for in their one compressed form, or None; infinity is no signature."""
    x = int.from_bytes(signature, "big") & (1 << 381) - 1
    y = root(x**3 + 4)
    if signature[0] & 0xC0 != 0x80 or x >= P or y is None:
        return None
    point = x, y if (y > P // 2) == bool(signature[0] & 0x20) else P - y
    return point if times(R, point) is None else None


def key_of(key):
    """The point of G2 that a pinned key stands for."""
    x = int.from_bytes(key[48:], "big"), int.from_bytes(key[:48], "big") & (1 << 381) - 1
    cube = mul2(mul2(x, x), x)
    y = root2(((cube[0] + 4) % P, (cube[1] + 4) % P))
    return x, y if (y[1] > P // 2) == bool(key[0] & 0x20) else (-y[0] % P, -y[1] % P)


def pairs_to_one(pairs):
    """Whether the product of the pairings of points of G1 with points of G2 is 1."""
    f = [(1, 0)] + [(0, 0)] * 5
    places = [q for _, q in pairs]

    def step(i, other):
        """The line through a place and another (itself: the tangent) at the point of G1; the place moves on to their sum."""
        (px, py), (x, y) = pairs[i][0], places[i]
        if other is None:
            square = mul2(x, x)
            slope = mul2((3 * square[0], 3 * square[1]), inv2((2 * y[0], 2 * y[1])))
            other = places[i]
        else:
            slope = mul2(sub2(other[1], y), inv2(sub2(other[0], x)))
        x3 = sub2(sub2(mul2(slope, slope), x), other[0])
        places[i] = x3, sub2(mul2(slope, sub2(x, x3)), y)
        return [sub2(mul2(slope, x), y), (0, 0), (-slope[0] * px % P, -slope[1] * px % P), (py, 0), (0, 0), (0, 0)]

    for bit in bin(X)[3:]:
        f = mul12(f, f)
        for i, (_, q) in enumerate(pairs):
            f = mul12(f, step(i, None))
            if bit == "1":
                f = mul12(f, step(i, q))
    return is_one_in_the_end(f)
