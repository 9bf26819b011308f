"""書き間違いの表のすべて。変異も修理も、この表だけから作ります。"""

from eshikaku.course.exercises.slips_arithmetic import ARITHMETIC
from eshikaku.course.exercises.slips_calls import CALLS
from eshikaku.course.exercises.slips_names import NAMED
from eshikaku.course.exercises.slips_statements import STATEMENTS

SLIPS = (*ARITHMETIC, *CALLS, *NAMED, *STATEMENTS)
