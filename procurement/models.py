"""Table of contents of the procedure's records, in its order."""

from procurement.award.agreed.models import SourceTalks
from procurement.award.direct.models import (
    Comparison,
    MallOrder,
    MovedPackage,
    Offer,
    OutsideEnd,
    OutsideResult,
)
from procurement.award.framework.models import (
    FrameworkApplication,
    FrameworkExpiry,
    FrameworkMember,
    FrameworkOrder,
    FrameworkOrderEnd,
    FrameworkResponse,
    FrameworkSelection,
    FrameworkSkip,
)
from procurement.award.models import Award, AwardLetter
from procurement.award.replacing.models import Removal
from procurement.bidding.custody.models import (
    CustodianChoice,
    CustodianExchange,
    CustodyKey,
    CustodyPart,
    CustodyReplacement,
    PackageCustody,
)
from procurement.bidding.files.models import SealedChunk, SealedUpload, SubmittedFile
from procurement.bidding.models import OpeningKey, QuoteWindow, Submission
from procurement.bidding.parts.models import PackageSigning, ResponsePart
from procurement.budget.closing.models import YearEndItem, YearEndList
from procurement.budget.imports.models import BudgetImport, BudgetImportRow
from procurement.budget.mending.models import LineCorrection
from procurement.budget.models import BudgetLine, BudgetMovement, PerformanceTarget
from procurement.budget.years.models import FutureCommitment
from procurement.challenges.complaints.models import (
    Complaint,
    ComplaintDecision,
    ComplaintMatter,
    ComplaintPaper,
    ComplaintParty,
    ComplaintPause,
    DepartmentPaper,
)
from procurement.challenges.letters.models import Letter, LetterPaper, Matter
from procurement.challenges.models import AnswerCopy, Challenge, ChallengeMatter, ChallengePaper
from procurement.contracts.bonds.models import BidBond
from procurement.contracts.models import Contract, ContractFund, ContractSignature, Instalment
from procurement.contracts.orders.models import OrderContract
from procurement.delivery.models import Acceptance, AcceptanceItem, RecipientVoice
from procurement.notices.models import (
    DocumentObtained,
    Notice,
    ObtainInquiry,
    ProcurementDocument,
    Schedule,
)
from procurement.notices.opportunities.models import OpportunityLook
from procurement.notices.panels.models import PanelConfirmation
from procurement.notices.prequalification.models import (
    Prequalification,
    PrequalificationApplication,
    PrequalificationDraft,
)
from procurement.notices.questions.models import Question
from procurement.notices.searches.models import SavedSearch
from procurement.opening.custody.models import CustodyRelease
from procurement.opening.hall.models import Incident, Presence
from procurement.opening.models import KeyRelease, OpenedSubmission, OpeningSession
from procurement.opening.outage.models import Outage
from procurement.opening.paper.models import PaperCopy, PaperJoining
from procurement.opening.record.models import OpeningRecord, RecordAnswer, RecordSignature
from procurement.opening.roster.models import RosterAlarm, RosterOfficer
from procurement.opening.ruling.models import Ruling
from procurement.projects.decisions.models import DecisionMinutes, PurchaserConfirmation
from procurement.projects.demand.models import (
    DemandHearing,
    DemandOpinion,
    DemandReview,
    DemandSurvey,
    ExecutionPlan,
    LegalReview,
    SurveyRespondent,
)
from procurement.projects.emergency.models import EmergencyPaper, EmergencyPurchase
from procurement.projects.intention.models import ProjectIntention, PurchaseIntention
from procurement.projects.joint.models import JointUnit
from procurement.projects.models import (
    FundAllocation,
    Handling,
    Package,
    ProcurementProject,
    ProjectApproval,
    RouteDecision,
)
from procurement.projects.plans.models import InvitedSupplier, MethodApproval, MethodPlan, SourceObjection
from procurement.projects.redo.models import RefusedContract
from procurement.projects.suspension.models import PackageSuspension
from procurement.projects.terms.models import PurchaseTerms
from procurement.review.checks.models import DoubtVote, ScoreDoubt
from procurement.review.closing.models import ConductRecord, FeeLine, FeeSheet
from procurement.review.draws.models import Draw, DrawParty, ListedExpert
from procurement.review.experts.models import DeclaredTie, ExpertTraining, PoolExpert
from procurement.review.library.models import LibraryRequest, LibrarySlip, SelfSelection
from procurement.review.low_price.models import (
    LowPriceFile,
    LowPriceOpinion,
    LowPriceReview,
    LowPriceShares,
)
from procurement.review.models import (
    Candidate,
    Consultation,
    CriteriaScheme,
    Criterion,
    DocumentChange,
    Examination,
    Expert,
    PanelMember,
    Qualification,
    ReportSignature,
    ReviewSession,
    Score,
    ScoreSheet,
)
from procurement.routing.models import RuleParameter
from procurement.routing.proposals.models import ParameterProposal
