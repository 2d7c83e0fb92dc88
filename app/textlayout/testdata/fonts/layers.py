"""Makes layers0.ttf and layers1.ttf: U+1F600 as a red square beside a blue one that
hangs below the baseline, in versions 0 and 1 of the table COLR. Needs fonttools."""

from fontTools.colorLib import builder
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables.otTables import PaintFormat


def square(x, y, size):
    pen = TTGlyphPen(None)
    pen.moveTo((x, y))
    for point in [(x, y + size), (x + size, y + size), (x + size, y)]:
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


def save(name, right, layers, version):
    glyphs = {".notdef": square(0, 0, 0), "face": square(0, 0, 0), "left": square(0, 0, 500), "right": right}
    fb = FontBuilder(1000, isTTF=True)
    fb.setupGlyphOrder(list(glyphs))
    fb.setupCharacterMap({0x1F600: "face"})
    fb.setupGlyf(glyphs)
    fb.setupHorizontalMetrics({g: (1000, getattr(fb.font["glyf"][g], "xMin", 0)) for g in glyphs})
    fb.setupHorizontalHeader(ascent=800, descent=-200)
    fb.setupNameTable({"familyName": name, "styleName": "Regular"})
    fb.setupOS2()
    fb.setupPost()
    fb.font["CPAL"] = builder.buildCPAL([[(1, 0, 0, 1), (0, 0, 1, 1)]])
    fb.font["COLR"] = builder.buildCOLR({"face": layers}, version=version)
    fb.font["head"].created = fb.font["head"].modified = 0
    fb.font.recalcTimestamp = False
    fb.save(name + ".ttf")


def paint(glyph, colour):
    solid = {"Format": PaintFormat.PaintSolid, "PaletteIndex": colour, "Alpha": 1}
    return {"Format": PaintFormat.PaintGlyph, "Glyph": glyph, "Paint": solid}


moved = {"Format": PaintFormat.PaintTranslate, "dx": 500, "dy": -500, "Paint": paint("right", 1)}
save("layers0", square(500, -500, 500), [("left", 0), ("right", 1)], 0)
save("layers1", square(0, 0, 500), (PaintFormat.PaintColrLayers, [paint("left", 0), moved]), 1)
