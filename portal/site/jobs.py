"""What runs behind the pages, in words: the names of tasks are for programs."""

from django.utils.translation import gettext_lazy as _

JOBS = {
    "accounts.remind_of_papers": _("提醒即将到期的证照"),
    "accounts.send_entry_link": _("发送开通账号的链接"),
    "accounts.send_erasure_answer": _("答复删除个人信息的申请"),
    "accounts.tell_applicant": _("告知申请人办理结果"),
    "award.framework_out": _("办理框架协议结果首次发布后的事项"),
    "award.publish_termination": _("发布终止公告"),
    "award.receive_report": _("接收评审报告"),
    "award.result_out": _("办理结果公告首次发布后的事项"),
    "award.sweep": _("接收已结束的评审"),
    "bidding.clear_lost_files": _("清除没有提交的加密附件"),
    "bidding.ensure_opening_keys": _("准备开启密钥"),
    "calendar.recount": _("按新的放假安排重算期限"),
    "imports.apply_register": _("导入登记簿"),
    "imports.read_register": _("读取登记簿文件"),
    "imports.undo_register": _("撤销登记簿的导入"),
    "inbox.mail_copy": _("把站内消息抄送到邮箱"),
    "kernel.check_ledger": _("核对存证记录"),
    "kernel.grow_tree": _("签发存证树头"),
    "kernel.remove_orphans": _("清除无人引用的上传文件"),
    "kernel.run_job": _("执行排队的任务"),
    "kernel.sweep_outbox": _("补发遗漏的任务"),
    "personal.finish_masking": _("遮盖保存期满的姓名"),
    "notices.tell_of_searches": _("通知符合筛选的新公告"),
    "procurement.sweep_due": _("办理到期事项"),
    "revisions.tell_of_edition": _("告知目录批准"),
    "revisions.tell_proposer": _("告知修订建议的办理结果"),
    "registry.refresh_grades": _("更新评估等级的起止"),
    "reports.make_monthly": _("编制月度报告"),
}
