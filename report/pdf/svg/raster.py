"""PNG as an image of PDF."""

from __future__ import annotations

import io
from typing import Any

import pikepdf


def image_object(pdf: Any, png: bytes) -> Any:
    """Return a PNG as an image of `pdf`, its transparency as a mask."""
    from PIL import Image

    picture = Image.open(io.BytesIO(png)).convert("RGBA")
    alpha = picture.getchannel("A")
    image = _stream(pdf, picture.convert("RGB"), pikepdf.Name.DeviceRGB, 3)
    if alpha.getextrema() != (255, 255):
        image.SMask = _stream(pdf, alpha, pikepdf.Name.DeviceGray, 1)
    return image


def _stream(pdf: Any, picture: Any, space: Any, channels: int) -> Any:
    """Return samples as PNG packs them, each row as its difference from what stands before it."""
    target = io.BytesIO()
    picture.save(target, "PNG")
    stream = pikepdf.Stream(pdf, b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    stream.Width, stream.Height = picture.size
    stream.ColorSpace, stream.BitsPerComponent, stream.Interpolate = space, 8, False
    parameters = pikepdf.Dictionary(Predictor=15, Columns=picture.width, Colors=channels)
    stream.write(_packed(target.getvalue()), filter=pikepdf.Name.FlateDecode, decode_parms=parameters)
    return stream


def _packed(png: bytes) -> bytes:
    """Return the data of a PNG, compressed as they are."""
    found, at = [], 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            found.append(png[at + 8 : at + 8 + length])
        at += 12 + length
    return b"".join(found)
