"""What the sheet that was handed in says of exercise 2, and does not hold."""

from __future__ import annotations

from report import Correction

SEPARABLE = r"""
Errors on a test set say nothing about whether rows can be separated.
{% call given(claims.training_rows_separable) %}
The training rows of `{{ result.first.name }}` are separable here, as a linear programme shows.
{% endcall %}
{% call unless(claims.training_rows_separable) %}
Whether rows are separable is decided by a linear programme; here the training rows are not.
{% endcall %}
With more columns than rows, as in the sheet ($4096$ against $1196$), any labels of rows in general position can be
separated, true or not.
"""

STOPPING = r"""
On separable rows the sum without penalty has no minimum, and what is returned depends on where the solver stops. The
result to rely on has a penalty, its $C$ chosen by cross-validation within the training rows; the limit of large $C$ is
the boundary of largest margin.
"""

ONE_SPLIT = r"""
One unseeded split and few test rows carry less than two decimals. An accuracy of
{{ result.printed[0].accuracy.value | decimals(3) }} on {{ result.printed[0].accuracy.n | count }} rows has the interval
from {{ result.printed[0].accuracy.low | decimals(3) }} to {{ result.printed[0].accuracy.high | decimals(3) }} (Wilson):
"lower" is a matter of two statements.
"""

TWINS = r"""
The two statements about a city must stay on one side of the split. They share nearly all tokens and have opposite
labels, so a split by rows does not test unseen cities.
"""

UNSEEN = r"""
For a probe trained on cities, all {{ result.sets["sp_en_trans"].rows if result.has("sp_en_trans") else "" }} rows of a
dataset of translations are unseen and can be scored, not a fifth of them. Not so the negated cities: they speak of the
same cities, and only those about held-out cities are unseen.
"""

PICTURE = r"""
The plane was fitted on the test rows, and two directions of largest variance need not show the labels.
{% call given(claims.components_show_less) %}
Fitted on training rows, neither component ranks statements as well as the probe does.
{% endcall %}
{% call unless(claims.components_show_less) %}
Fitted on training rows, a component may here rank statements as well as the probe does.
{% endcall %}
Overlap in a plane does not show overlap in the space.
"""

THRESHOLD = r"""
Accuracy alone mixes up direction and threshold: near one half may mean no knowledge, or a boundary in the wrong place.
{% call given(claims.threshold_hides_ranking) %}
On translations the accuracy is nearer to one half here than the AUROC.
{% endcall %}
{% call unless(claims.threshold_hides_ranking) %}
Here the two happen to tell the same.
{% endcall %}
"""

INVERSION = r"""
It need not be one. The difference of class means of affirmative statements is $2(t_G + t_P)$, and $t_P$ turns round
under negation.
{% call given(claims.polar_direction_flips) %}
Along $t_P$ this model ranks affirmative datasets rightly and negated ones wrongly.
{% endcall %}
{% call unless(claims.polar_direction_flips) %}
This model's activations do not show it beyond doubt.
{% endcall %}
For the Llama of the sheet, the printed accuracy is consistent with it.
"""

EITHER_CASE = r"""
With a penalty the printed accuracy is nearer to one half, but that may be the threshold; whether inverting helps is a
question for the AUROC.
{% call given(claims.negated_translation_inverted) %}
With a penalty chosen by cross-validation the ranking is inverted here too.
{% endcall %}
{% call unless(claims.negated_translation_inverted) %}
With a penalty chosen by cross-validation an inversion is not certain here.
{% endcall %}
"""

EQUAL_NUMBERS = r"""
Equal accuracies on few rows do not show that a penalty makes no difference; the paired difference and its interval say
how much there may be.
{% call given(claims.penalty_effect_unclear) %}
Here the interval of the difference in AUROC holds zero, so neither is shown.
{% endcall %}
{% call unless(claims.penalty_effect_unclear) %}
Here the interval of the difference in AUROC leaves out zero: the penalty does make one.
{% endcall %}
"""

CORRECTIONS: tuple[Correction, ...] = (
    Correction(
        2,
        "The accuracy as it is not 1 shows that the data is also not linearly separable in the original embedding.",
        "2(a)",
        SEPARABLE,
        ("claims.training_rows_separable", "claims.separable_yet_at_fault", "figures.separation"),
    ),
    Correction(2, "C=1e12, solver='liblinear' # No regularization", "2(a)", STOPPING, ("claims.solvers_disagree",)),
    Correction(
        2,
        "the accuracy on the negated dataset is 0.03 lower",
        "2(c)",
        ONE_SPLIT,
        ("claims.printed_difference_is_small",),
    ),
    Correction(2, "split=0.8", "2, code", TWINS, ("claims.rows_split_flatters",)),
    Correction(2, "X_test, y_test = dm.get('val')", "2(b), code", UNSEEN, ("figures.transfer",)),
    Correction(
        2,
        "only dataset 1 in not separable in 2d",
        "2(a)",
        PICTURE,
        ("claims.components_show_less", "figures.views"),
    ),
    Correction(
        2,
        "It does not generalize to negated statements, but generalizes well on the translation.",
        "2(b)",
        THRESHOLD,
        ("claims.threshold_hides_ranking", "claims.negation_inverted", "claims.translation_carried"),
    ),
    Correction(
        2,
        "It is possible that there is a mistake.",
        "2(b)",
        INVERSION,
        ("claims.polar_is_longer", "claims.polar_direction_flips", "figures.plane"),
    ),
    Correction(
        2,
        "but only in the non regularized case",
        "2(b)",
        EITHER_CASE,
        ("claims.negated_translation_inverted", "claims.inverted_with_penalty", "claims.inverted_without_penalty"),
    ),
    Correction(
        2,
        "Regularization makes no difference in this case.",
        "2(c)",
        EQUAL_NUMBERS,
        ("claims.penalty_effect_unclear",),
    ),
)
"""Statements of sheet 5 as handed in, exercise 2, word for word."""
