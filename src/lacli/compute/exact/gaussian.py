"""Gaussian integers: complex numbers whose real and imaginary part are integers."""

from __future__ import annotations


class Gaussian:
    """A complex number whose real and imaginary part are integers; goes with integers."""

    __slots__ = ("imag", "real")

    def __init__(self, real: int, imag: int) -> None:
        self.real, self.imag = real, imag

    def __bool__(self) -> bool:
        return bool(self.real or self.imag)

    def __neg__(self) -> Gaussian:
        return Gaussian(-self.real, -self.imag)

    def __add__(self, z: Gaussian | int) -> Gaussian:
        return Gaussian(self.real + z.real, self.imag + z.imag)

    def __sub__(self, z: Gaussian | int) -> Gaussian:
        return Gaussian(self.real - z.real, self.imag - z.imag)

    def __rsub__(self, z: int) -> Gaussian:
        return Gaussian(z - self.real, -self.imag)

    def __mul__(self, z: Gaussian | int) -> Gaussian:
        real = self.real * z.real - self.imag * z.imag
        return Gaussian(real, self.real * z.imag + self.imag * z.real)

    def __floordiv__(self, z: Gaussian | int) -> Gaussian:
        """The quotient, where it leaves no remainder."""
        norm = z.real * z.real + z.imag * z.imag
        product = self * z.conjugate()
        return Gaussian(product.real // norm, product.imag // norm)

    def __rfloordiv__(self, z: int) -> Gaussian:
        return Gaussian(z, 0) // self

    __radd__, __rmul__ = __add__, __mul__

    def conjugate(self) -> Gaussian:
        """The number with the sign of its imaginary part changed."""
        return Gaussian(self.real, -self.imag)
