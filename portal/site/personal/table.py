"""Everything that leads to a person: for what purpose it is held, how long, and what of it the person reads.

A test compares the table with the models: a new foreign key to a person, or a new column with a person's
number, is refused until it stands here.
"""

from django.utils.translation import gettext_lazy as _

from portal.site.personal.reviewing import REVIEW, REVIEWING
from portal.site.personal.shape import Holding, Keeps, Purpose, Section

ORDERED = "order__member__package__project"
RECORD = "record__session__package__project"
CUSTODY = "custody__package__project"
CONTRACT = "contract__award__package__project"

TABLE = (
    Section(
        Purpose(_("账号"), _("用来登录、联系您，发送通知。"), Keeps.NOT),
        (
            Holding("orgs.User.id", "date_joined", ("username", "name", "phone", "email", "last_seen_at")),
            Holding("account.EmailAddress.user", says=_("邮箱"), about="email"),
            Holding("mfa.Authenticator.user", "created_at", ("last_used_at",), says=_("第二重验证")),
            Holding("authtoken.Token.user", "created", says=_("接口令牌"), about="created"),
            Holding("orgs.User_groups.user", about="group", says=_("用户组")),
            Holding("orgs.User_user_permissions.user", about="permission", says=_("权限")),
        ),
    ),
    Section(
        Purpose(_("保存的筛选"), _("用来按您选的条件通知您新公告。"), Keeps.NOT),
        (Holding("procurement.SavedSearch.user", "created_at", ("mails",), "name"),),
    ),
    Section(
        Purpose(_("采购机会看到哪里"), _("用来标出您上次看过以后的变化；不记您看过哪一份。"), Keeps.NOT),
        (Holding("procurement.OpportunityLook.user", "seen_at", says=_("看到")),),
    ),
    Section(
        Purpose(_("登录记录"), _("用来发现别人冒用您的账号。"), Keeps.NOT),
        (
            Holding(
                "usersessions.UserSession.user",
                "created_at",
                ("user_agent", "last_seen_at"),
                says=_("登录"),
                about="ip",
            ),
        ),
    ),
    Section(
        Purpose(_("任职和身份"), _("用来确认您可以代表哪个单位、办理什么。"), Keeps.REST),
        (
            Holding(
                "orgs.Membership.user", "starts_on", ("role_names", "ends_on", "is_administrator"), "body"
            ),
            Holding("procurement.Expert.user", "", ("library_number", "field_of_service", "employer")),
            Holding(
                "procurement.PoolExpert.user",
                "entered_at",
                ("status", "employer", "post", "ends_on"),
                "number",
            ),
            Holding(
                "procurement.DeclaredTie.user", "at", ("reason", "since", "until", "says"), "organisation"
            ),
        ),
    ),
    Section(
        Purpose(_("账号申请"), _("用来核对申请人确实代表本单位。"), Keeps.REST),
        (
            Holding(
                "orgs.AccountApplication.user",
                "applied_at",
                ("applicant_name", "post", "email", "phone", "role_names"),
                "body",
            ),
        ),
    ),
    Section(
        Purpose(_("站内消息"), _("用来通知您办理事项，也证明通知过您。"), Keeps.REST),
        (Holding("orgs.Message.user", "created_at", ("text", "read_at"), "subject"),),
    ),
    Section(
        Purpose(_("上传的文件"), _("是您办理事项时提交的材料，随所属的记录保存。"), Keeps.REST),
        (Holding("kernel.Upload.owner_id", "created_at", ("size",), "name"),),
    ),
    Section(
        Purpose(_("登记、审核和填报"), _("用来说明每一条登记、审核和材料由谁办理。"), Keeps.OFFICE),
        (
            Holding("orgs.AccountApplication.decided_by", "decided_at", ("status",), "body"),
            Holding("orgs.CallBack.called_by", "called_at", (), "application.body"),
            Holding("orgs.Paper.added_by", "added_at", ("expires_on",)),
            Holding("orgs.CommunityOrganisation.recorded_by", "recorded_on", (), "name"),
            Holding("orgs.CommunityChange.entered_by", "entered_at", ()),
            Holding("orgs.RegistrationChange.entered_by", "entered_at", ()),
            Holding("orgs.EligibilityEvidence.given_by", "given_at", ("says",), "body"),
            Holding("orgs.RegisterImport.begun_by", "begun_at", ("status",), "source"),
            Holding("orgs.RegisterImport.applied_by", "applied_at", ("status",), "source"),
            Holding("orgs.RegistryFact.entered_by", "entered_at", (), "body"),
            Holding("catalog.CatalogueEdition.drafted_by", "drafted_at", (), "title", name="drafted_by_name"),
            Holding(
                "catalog.CatalogueEdition.submitted_by", "drafted_at", (), "title", name="submitted_by_name"
            ),
            Holding(
                "catalog.CatalogueEdition.approved_by", "approved_at", (), "title", name="approved_by_name"
            ),
            Holding("procurement.FutureCommitment.arranged_by", "confirmed_at", ("status",), "reference"),
            Holding("procurement.FutureCommitment.confirmed_by", "confirmed_at", ("status",), "reference"),
            Holding("procurement.LineCorrection.proposed_by", "proposed_at", ("status",), "line.body"),
            Holding("procurement.LineCorrection.decided_by", "decided_at", ("status",), "line.body"),
            Holding("procurement.YearEndList.proposed_by", "proposed_at", ("status",), "body"),
            Holding("procurement.YearEndList.decided_by", "decided_at", ("status",), "body"),
            Holding("procurement.BudgetImport.read_by", "read_at", ("status",), "upload"),
            Holding("catalog.AnnexImport.read_by", "read_at", (), "edition", name="read_by_name"),
            Holding(
                "kernel.HolidayLoading.uploaded_by", "uploaded_at", (), "source", name="uploaded_by_name"
            ),
            Holding("kernel.HolidayLoading.decided_by", "decided_at", (), "source", name="decided_by_name"),
            Holding("catalog.InstitutionService.entered_by", "entered_at", (), name="entered_by_name"),
            *(
                Holding(f"catalog.RevisionProposal.{verb}_by", when, (), "title", name=name)
                for verb, when, name in (
                    ("drafted", "drafted_at", "drafted_by_name"),
                    ("submitted", "drafted_at", ""),
                    ("endorsed", "endorsed_at", "endorsed_by_name"),
                    ("declined", "drafted_at", ""),
                    ("decided", "decided_at", "decided_by_name"),
                )
            ),
            Holding("catalog.ConsultationComment.author_id", "at", ("text",)),
            Holding("procurement.DemandOpinion.author_id", "at", ("text",)),
            Holding("procurement.DemandOpinion.answered_by", "answered_at", (), name="answered_by_name"),
            Holding("catalog.ConsultationComment.answered_by", "answered_at", (), name="answered_by_name"),
            Holding("procurement.ParameterProposal.proposed_by", "proposed_at", ("status",), "code"),
            Holding("procurement.ParameterProposal.decided_by", "decided_at", ("status",), "code"),
            Holding("procurement.CustodyKey.registered_by", "registered_at", (), "body"),
            Holding("procurement.CustodyKey.lost_by", "lost_at", ("lost_reason",), "body"),
            Holding("procurement.EmergencyPurchase.entered_by", "entered_at", ("status",), "event"),
            Holding("procurement.EmergencyPurchase.confirmed_by", "confirmed_at", ("status",), "event"),
            Holding("procurement.EmergencyPaper.by", "at", (), "purchase"),
            Holding("procurement.PoolExpert.entered_by", "entered_at", (), "number"),
            Holding("procurement.PoolExpert.decided_by", "decided_at", ("opinion",), "number"),
            *(
                Holding(f"procurement.Draw.{verb}_by", f"{verb}_at", (), "number")
                for verb in ("frozen", "drawn")
            ),
            Holding("procurement.ExpertTraining.by", "at", (), "title"),
            Holding("procurement.PurchaseIntention.drafted_by", "drafted_at", ("status",), "title"),
            Holding("procurement.PurchaseIntention.published_by", "published_at", ("status",), "title"),
            Holding("orgs.ErasureRequest.prepared_by", "prepared_at", ("status",)),
            Holding("orgs.ErasureRequest.decided_by", "decided_at", ("status",)),
            Holding("admin.LogEntry.user", "action_time", (), "object_repr", says=_("后台操作")),
            Holding("evaluation.AccessRecord.user_id_number", "at", ("record",), "path"),
        ),
    ),
    Section(
        Purpose(_("采购经办"), _("是采购文件的一部分，说明每一步由谁办理。"), Keeps.PURCHASE),
        (
            Holding("procurement.ProcurementProject.created_by", "created_at", ("status",), "", "id"),
            Holding(
                "procurement.ProjectApproval.decided_by", "at", ("approved", "opinion"), "project", "project"
            ),
            Holding("procurement.Handling.user", "at", ("duty",), "project", "project"),
            Holding("procurement.DemandSurvey.by", "at", (), "project", "project"),
            Holding("procurement.ExecutionPlan.by", "at", (), "project", "project"),
            Holding("procurement.DemandHearing.by", "asked_at", (), "project", "project"),
            Holding("procurement.DemandReview.by", "at", ("passed", "opinion"), "project", "project"),
            Holding("procurement.LegalReview.by", "at", ("passed",), "project", "project"),
            Holding("procurement.PurchaseTerms.by", "at", (), "project", "project"),
            Holding("procurement.MethodPlan.by", "at", (), "project", "project"),
            Holding("procurement.InvitedSupplier.by", "at", ("chosen_by",), "plan", "plan__project"),
            Holding("procurement.MethodApproval.by", "at", ("kind",), "project", "project"),
            Holding("procurement.SourceObjection.by", "at", (), "project", "project"),
            Holding("procurement.DecisionMinutes.by", "at", (), "project", "project"),
            Holding("procurement.JointUnit.by", "at", (), "project", "project"),
            Holding("procurement.PanelConfirmation.by", "at", (), "notice", "notice__project"),
            Holding("procurement.PurchaserConfirmation.by", "at", (), "project", "project"),
            Holding("procurement.ProjectIntention.by", "at", (), "project", "project"),
            Holding("procurement.ObtainInquiry.asked_by", "asked_at", (), "project", "project"),
            Holding("procurement.Question.answered_by", "answered_at", ("answer",), "project", "project"),
            Holding("procurement.Notice.created_by", "published_at", ("type", "status"), "title", "project"),
            Holding("procurement.KeyRelease.officer", "at", (), "session", REVIEW),
            Holding("procurement.CustodyRelease.done_by", "done_at", (), "opened", f"opened__{REVIEW}"),
            Holding("procurement.Presence.user", "arrived_at", ("part",), "session", REVIEW),
            Holding("procurement.Incident.by", "at", ("kind", "text"), "session", REVIEW),
            Holding("procurement.Outage.by", "at", ("text",), "project", "project"),
            Holding(
                "procurement.Outage.decided_by", "decided_at", ("outcome", "reason"), "project", "project"
            ),
            Holding("procurement.PackageSigning.set_by", "set_at", (), "package", "package__project"),
            Holding("procurement.CustodianExchange.proposed_by", "proposed_at", (), "custody", CUSTODY),
            Holding("procurement.CustodianExchange.decided_by", "decided_at", (), "custody", CUSTODY),
            Holding("procurement.CustodianChoice.chosen_by", "chosen_at", (), "package", "package__project"),
            Holding("procurement.Ruling.by", "at", ("cause",), "opened", f"opened__{REVIEW}"),
            Holding("procurement.PaperCopy.received_by", "handed_at", (), "package", "package__project"),
            Holding("procurement.PaperCopy.typed_by", "typed_at", (), "package", "package__project"),
            Holding("procurement.PaperCopy.checked_by", "checked_at", (), "package", "package__project"),
            Holding("procurement.PaperCopy.failed_by", "failed_at", (), "package", "package__project"),
            Holding("procurement.PaperJoining.by", "at", ("reason",), "copy", "copy__package__project"),
            Holding("procurement.RosterOfficer.user", "at", ("coming",), "package", "package__project"),
            Holding("procurement.RosterOfficer.added_by", "at", (), "package", "package__project"),
            Holding("procurement.RecordSignature.user", "at", ("part",), "record", RECORD),
            Holding("procurement.RecordAnswer.replied_by", "replied_at", ("reply",), "record", RECORD),
            Holding(
                "procurement.Offer.entered_by", "entered_at", (), "award.package", "award__package__project"
            ),
            *(
                Holding(f"procurement.Prequalification{path}", when, (), about.replace("__", "."), about)
                for path, when, about in (
                    (".by", "apply_until", "project"),
                    (".drawn_by", "drawn_at", "project"),
                    ("Draft.by", "at", "project"),
                    ("Application.applied_by", "applied_at", "prequalification__project"),
                    ("Application.checked_by", "checked_at", "prequalification__project"),
                )
            ),
            *(
                Holding(
                    f"procurement.Framework{path}", when, (), about.replace("__", "."), f"{about}__project"
                )
                for path, when, about in (
                    ("Selection.prepared_by", "prepared_at", "package"),
                    ("Selection.approved_by", "published_at", "package"),
                    ("Application.applied_by", "applied_at", "package"),
                    ("Application.proposed_by", "proposed_at", "package"),
                    ("Application.answered_by", "answered_at", "package"),
                    ("Member.kept_by", "kept_at", "package"),
                    ("Order.entered_by", "entered_at", "member__package"),
                    ("OrderEnd.entered_by", "entered_at", "order__member__package"),
                    ("OrderEnd.approved_by", "approved_at", "order__member__package"),
                    ("Skip.entered_by", "entered_at", "member__package"),
                    ("Skip.confirmed_by", "confirmed_at", "member__package"),
                )
            ),
            *(
                Holding(f"procurement.{path}", when, (), about, project)
                for path, when, about, project in (
                    ("Removal.by", "at", "award.package", "award__package__project"),
                    ("Challenge.entered_by", "entered_at", "number", "package__project"),
                    ("Challenge.prepared_by", "prepared_at", "number", "package__project"),
                    ("Challenge.answered_by", "answered_at", "number", "package__project"),
                    ("Challenge.reported_by", "reported_at", "number", "package__project"),
                    ("Complaint.entered_by", "entered_at", "number", "package__project"),
                    ("DepartmentPaper.prepared_by", "prepared_at", "number", "complaint__package__project"),
                    ("DepartmentPaper.judged_by", "judged_at", "number", "complaint__package__project"),
                    (
                        "ComplaintDecision.carried_out_by",
                        "carried_out_at",
                        "complaint",
                        "complaint__package__project",
                    ),
                    ("ComplaintPause.by", "at", "complaint", "complaint__package__project"),
                    ("ComplaintParty.explained_by", "explained_at", "body", "complaint__package__project"),
                    ("PackageSuspension.ordered_by", "since", "package", "package__project"),
                    ("PackageSuspension.ended_by", "ended_at", "package", "package__project"),
                )
            ),
            *(
                Holding(f"procurement.OrderContract.{person}", when, (), "number", ORDERED)
                for person, when in (("entered_by", "entered_at"), ("approved_by", "approved_at"))
            ),
            Holding("procurement.MovedPackage.by", "at", (), "package", "package__project"),
            Holding(
                "procurement.SourceTalks.entered_by",
                "entered_at",
                (),
                "award.package",
                "award__package__project",
            ),
            Holding(
                "procurement.Award.prepared_by", "received_at", ("status",), "package", "package__project"
            ),
            Holding(
                "procurement.Award.approved_by", "approved_at", ("status",), "package", "package__project"
            ),
            Holding(
                "procurement.Contract.drafted_by",
                "signed_at",
                ("status",),
                "number",
                "award__package__project",
            ),
            Holding(
                "procurement.BidBond.entered_by", "entered_at", ("status",), "package", "package__project"
            ),
            Holding("procurement.BidBond.ended_by", "entered_at", ("status",), "package", "package__project"),
            Holding(
                "procurement.BidBond.approved_by", "entered_at", ("status",), "package", "package__project"
            ),
            Holding(
                "procurement.Acceptance.organised_by", "started_at", ("status",), "contract.number", CONTRACT
            ),
        ),
    ),
    Section(
        Purpose(_("响应和签署"), _("是采购文件的一部分，说明谁代表单位提交和签署。"), Keeps.PURCHASE),
        (
            Holding("procurement.DocumentObtained.by", "at", (), "project", "project"),
            Holding("procurement.Question.asked_by", "asked_at", ("text", "answer"), "project", "project"),
            Holding(
                "procurement.Submission.submitted_by",
                "submitted_at",
                ("package", "kind", "status"),
                "receipt_number",
                "package__project",
            ),
            Holding("procurement.RecordAnswer.by", "at", ("agrees", "objection"), "record", RECORD),
            Holding("procurement.CustodyRelease.asked_by", "asked_at", (), "opened", f"opened__{REVIEW}"),
            Holding(
                "procurement.ContractSignature.signed_by", "signed_at", ("side",), "contract.number", CONTRACT
            ),
        ),
    ),
    REVIEWING,
    Section(
        Purpose(_("绩效评价"), _("是采购文件的一部分，说明谁发起评价、谁给了意见。"), Keeps.PURCHASE),
        (
            Holding(
                "evaluation.PerformanceEvaluation.opened_by",
                "opened_at",
                ("status",),
                "contract.number",
                CONTRACT,
            ),
            Holding(
                "evaluation.EvaluationOpinion.given_by",
                "given_at",
                ("voice", "score", "text"),
                "evaluation.contract.number",
                f"evaluation__{CONTRACT}",
            ),
        ),
    ),
    Section(
        Purpose(_("您的申请"), _("用来答复您，也证明答复过。"), Keeps.REQUEST),
        (Holding("orgs.ErasureRequest.user", "asked_at", ("status", "reason", "due_on")),),
    ),
    Section(
        Purpose(_("存证记录"), _("用来证明办理过程没有被改动；少了任何一条，证明就失效。"), Keeps.CHAIN),
        (Holding("kernel.LedgerEntry.actor_id", "at", ("subject_number", "body_name"), "says"),),
    ),
)
