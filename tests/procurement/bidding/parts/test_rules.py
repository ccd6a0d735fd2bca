"""Within what the law leaves open an organiser says what counts as signed. No database."""

import pytest

from procurement.bidding.parts import rules


@pytest.mark.article("电子签名法第十三条、第十四条；政府采购法第二十二条")
@pytest.mark.parametrize(
    ("is_file", "signings", "codes"),
    [
        (False, ["portal"], []),
        (False, ["portal", "stamped"], []),
        (False, ["stamped"], ["portal_signature_needed"]),
        (False, [], ["portal_signature_needed"]),
        (False, ["portal", "sealed_file"], ["signing_unknown"]),
        (True, [], []),
        (True, ["stamped"], []),
        (True, ["sealed_file", "stamped"], []),
        (True, ["sealed_file"], ["only_sealed"]),
        (True, ["portal"], ["signing_unknown"]),
    ],
)
def test_no_way_turns_an_electronic_signature_or_a_supplier_without_a_seal_away(is_file, signings, codes):
    found = rules.signing_refusals(signings, name="声明函", is_file=is_file)
    assert [refusal.code for refusal in found] == codes


def test_the_page_to_stamp_has_one_way_and_the_call_ends_the_setting():
    assert not rules.may_change(code="stamped_page")
    assert rules.may_change(code="form")
    assert rules.setting_refusals(is_planned=True) == []
    assert [refusal.code for refusal in rules.setting_refusals(is_planned=False)] == ["signing_fixed"]
