"""What a clerk types about grants, form by form."""

CALL = {
    "fund": "福彩公益金支持社会组织项目",
    "phone": "0731-0000-0001",
    "year": "2026",
    "total": "7500000.00",
    "scope": "支持养老、儿童、社区服务项目，每个不超过 20 万元（示例）。",
    "qualification": "在本市登记、近三年没有失信记录的社会组织。",
    "opens_on": "2026-03-02",
    "closes_on": "2099-03-31",
    "manner": "在本单位窗口或者邮寄提交",
    "materials": "",
    "review": "专家评审，集体研究决定，公示后立项。",
}
PUBLICITY = {
    "fund": CALL["fund"],
    "phone": CALL["phone"],
    "year": "2026",
    "follows": "",
    "granted": "邻里食堂；暖邻服务中心（示例）；60000\n社区课堂；启明协会（示例）；20000.50\n",
    "office": "长沙市民政局社会组织处（示例）",
}
CLOSING = {
    "fund": CALL["fund"],
    "phone": CALL["phone"],
    "follows": "",
    "project": "邻里食堂",
    "organisation": "暖邻服务中心（示例）",
    "amount": "60000.00",
    "opens_on": "2026-05-01",
    "closes_on": "2026-10-31",
    "person": "张三（示例）",
    "result": "服务老人 1,200 人次，指标全部完成。",
    "conclusion": "通过结项",
    "opinion": "",
}
FACTS = {"grant_call": CALL, "grant_publicity": PUBLICITY, "grant_closing": CLOSING}
