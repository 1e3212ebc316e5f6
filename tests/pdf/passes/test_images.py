"""Pixels are not smoothed."""

import base64
import io

from PIL import Image


def png():
    picture = Image.new("RGBA", (4, 4), (255, 0, 0, 128))
    picture.putpixel((1, 1), (0, 0, 255, 255))
    target = io.BytesIO()
    picture.save(target, "PNG")
    return base64.b64encode(target.getvalue()).decode()


def smoothed(read):
    images = [one for one in read.pdf.objects if hasattr(one, "read_raw_bytes") and one.get("/Subtype") == "/Image"]
    assert len(images) == 2, "a picture and its mask"
    return [bool(one.get("/Interpolate", False)) for one in images]


def test_no_image_asks_to_be_smoothed(mended):
    both = mended(f"<img alt='x' src='data:image/png;base64,{png()}'>")
    assert any(smoothed(both.before))
    assert not any(smoothed(both.after))


def test_an_image_inside_a_drawing_is_not_smoothed_either(mended):
    inner = f"<image width='4' height='4' href='data:image/png;base64,{png()}'/>"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><g opacity='.5'>{inner}</g></svg>"
    address = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
    both = mended(f"<img alt='x' src='{address}'>")
    assert any(smoothed(both.before))
    assert not any(smoothed(both.after))
