"""What is held about a person for reviews: seats, opinions, scores, fees, conduct."""

from django.utils.translation import gettext_lazy as _

from portal.site.personal.shape import Holding, Keeps, Purpose, Section

REVIEW = "session__package__project"

REVIEWING = Section(
    Purpose(_("评审"), _("是采购文件的一部分，说明谁参加评审、给了什么意见。"), Keeps.PURCHASE),
    (
        Holding(
            "procurement.PanelMember.user",
            "declared_at",
            ("seat", "is_chair", "status", "recusal_reason"),
            "session",
            REVIEW,
        ),
        Holding(
            "procurement.Examination.member__user",
            "at",
            ("candidate.supplier", "passed", "reason"),
            "criterion",
            f"member__{REVIEW}",
        ),
        Holding("procurement.PanelConfirmation.by", "at", (), "notice", "notice__project"),
        *(
            Holding(f"procurement.{path}", when, shows, "session", REVIEW)
            for path, when, shows in (
                *((f"{one}.by", "at", ()) for one in ("LibraryRequest", "LibrarySlip", "SelfSelection")),
                *((f"FeeSheet.{verb}_by", f"{verb}_at", ()) for verb in ("entered", "confirmed")),
                *((f"ConductRecord.{to}", "at", ("conduct", "text")) for to in ("by", "about__user")),
                ("ConductRecord.replied_by", "replied_at", ("reply",)),
            )
        ),
        Holding("procurement.FeeLine.member__user", "", ("fee_amount",), "sheet", f"sheet__{REVIEW}"),
        Holding(
            "procurement.Qualification.by",
            "at",
            ("candidate.supplier", "passed", "reason"),
            "criterion",
            f"candidate__{REVIEW}",
        ),
        Holding(
            "procurement.Consultation.recorded_by", "started_at", (), "candidate", f"candidate__{REVIEW}"
        ),
        Holding("procurement.DocumentChange.proposed_by__user", "sent_at", (), "text", REVIEW),
        Holding("procurement.DocumentChange.confirmed_by__user", "sent_at", (), "text", REVIEW),
        Holding(
            "procurement.LowPriceReview.explained_by",
            "explained_at",
            (),
            "candidate",
            f"candidate__{REVIEW}",
        ),
        Holding(
            "procurement.LowPriceOpinion.member__user",
            "at",
            ("accepts", "reason", "looked_up"),
            "review.candidate",
            f"member__{REVIEW}",
        ),
        Holding(
            "procurement.ScoreSheet.member__user",
            "submitted_at",
            ("returned_at",),
            "member.session",
            f"member__{REVIEW}",
        ),
        Holding(
            "procurement.Score.sheet__member__user",
            "",
            ("candidate.supplier", "points", "reason"),
            "criterion",
            f"sheet__member__{REVIEW}",
        ),
        Holding(
            "procurement.ScoreDoubt.raised_by__user",
            "raised_at",
            ("status", "reason"),
            "score.criterion",
            f"raised_by__{REVIEW}",
        ),
        Holding("procurement.DoubtVote.member__user", "at", ("agrees",), "doubt", f"member__{REVIEW}"),
        Holding(
            "procurement.ReportSignature.member__user",
            "signed_at",
            ("agrees", "dissent"),
            "member.session",
            f"member__{REVIEW}",
        ),
    ),
)
