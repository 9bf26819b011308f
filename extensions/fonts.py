"""書体を、使う字だけに絞ります。"""

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont


def shrink(source: Path, characters, target: Path, features=()) -> None:
    """characters の字(と、features で替わる形)だけの woff2 を target に書きます。"""
    font = TTFont(source)
    options = subset.Options(flavor="woff2", layout_features=list(features), hinting=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in characters])
    subsetter.subset(font)
    subset.save_font(font, str(target), options)
