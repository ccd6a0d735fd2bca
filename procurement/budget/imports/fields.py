"""The fields of a budget line in the budget-integration standard, spelled as found there."""

from django.utils.translation import gettext_lazy as _

# Field, and what the form calls it; in the order of the standard.
FIELDS = {
    "bgtId": _("指标主键"),
    "mofDivCode": _("财政区划代码"),
    "mofDivName": _("财政区划名称"),
    "agencyCode": _("单位代码"),
    "agencyName": _("单位名称"),
    "fiscalYear": _("预算年度"),
    "corBgtDocNo": _("本级指标文号"),
    "bgtDocTitel": _("指标文件标题"),
    "docDate": _("发文日期"),
    "bgtDec": _("指标说明"),
    "budgetLevelCode": _("预算级次代码"),
    "budgetLevelName": _("预算级次名称"),
    "supBgtDocNo": _("上级指标文号"),
    "proCode": _("项目代码"),
    "proName": _("项目名称"),
    "fundTypeCode": _("资金性质代码"),
    "fundTypeName": _("资金性质名称"),
    "manageMofDepCode": _("业务主管处室代码"),
    "manageMofDepName": _("业务主管处室名称"),
    "foundTypeCode": _("资金类别代码"),
    "foundTypeName": _("资金类别名称"),
    "expFuncCode": _("支出功能分类科目代码"),
    "expFuncName": _("支出功能分类科目名称"),
    "govBgtEcoCode": _("政府支出经济分类代码"),
    "govBgtEcoName": _("政府支出经济分类名称"),
    "depBgtEcoCode": _("部门支出经济分类代码"),
    "depBgtEcoName": _("部门支出经济分类名称"),
    "bgtTypeCode": _("指标类型代码"),
    "bgtTypeName": _("指标类型名称"),
    "sourceTypeCode": _("指标来源代码"),
    "sourceTypeName": _("指标来源名称"),
    "amount": _("指标金额"),
    "bgtMofDepCode": _("指标管理处室代码"),
    "bgtMofDepName": _("指标管理处室名称"),
    "adjBatchNo": _("调整批次号"),
    "isAdjust": _("是否调整"),
    "isGovPur": _("是否政府采购"),
    "foundSourceCode": _("资金来源代码"),
    "isDeleted": _("是否删除"),
    "createTime": _("创建时间"),
    "updateTime": _("更新时间"),
    "exchangeState": _("交换状态"),
    "exchangeStateName": _("交换状态名称"),
    "exchangeTime": _("交换时间"),
}
# What the standard has no field for: by which paper an advance notice or a draft became the budget.
OURS = {
    "confirmedDocNo": _("正式下达文号"),
    "confirmedDate": _("正式下达日期"),
}
COLUMNS = FIELDS | OURS
MUST = ("agencyName", "fiscalYear", "proCode", "proName", "amount")
# What a line has columns for; everything else is kept as it came.
OWN = frozenset({
    "bgtId", "mofDivCode", "mofDivName", "agencyName", "fiscalYear", "corBgtDocNo", "docDate", "supBgtDocNo",
    "proCode", "proName", "fundTypeName", "expFuncCode", "bgtTypeName", "amount", "isDeleted",
    "confirmedDocNo", "confirmedDate",
})  # fmt: skip
