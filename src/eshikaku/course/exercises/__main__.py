"""演習の著者のために、解答例から作られる変異の名前を一覧します。

使い方: python -m eshikaku.course.exercises 01-2
"""

import sys

from eshikaku.course.exercises.catalogue import get
from eshikaku.course.exercises.mutants import mutants

if __name__ == "__main__":
    for mutant in mutants(get(sys.argv[1]).solution):
        print(f"{mutant.name:28} {mutant.description}")
