import BudgetDomain
import BudgetReport
import BudgetRules
import BudgetStore
import BudgetWorkbook

/// How the figures came about: what a reader has to know who was not there.
struct MethodSheet {
  let frame: BookFrame
  /// How many audit formulas of the bureau hold in the year of the book.
  let formulaCount: Int

  static let content = Phrase(
    "发布编号与摘要、单位、舍入、抵销、可比性、各表来源、规则个数",
    "Publication, units of money, rounding, eliminations, comparability, sources, rules")

  func write(to workbook: Workbook) throws -> Sheet {
    let sheet = try Sheet(
      frame.head(Phrase("编制说明", "Method"), Phrase("编制说明", "Method"), .none),
      [
        SheetColumn(frame.say(Phrase("项目", "Item")), .words),
        SheetColumn(frame.say(Phrase("说明", "Explanation")), .prose(width: 110)),
      ], isFiltered: false, in: workbook)
    for (item, text) in publication + rules + language + sources {
      try sheet.append(SheetRow([.text(frame.say(item)), .text(frame.say(text))]))
    }
    return sheet
  }

  typealias Entry = (item: Phrase, text: Phrase)

  /// Which publication, of what.
  var publication: [Entry] {
    let published = frame.publication
    let years = published.fiscalYears.map { String($0) }.joined(separator: " ")
    return [
      (Phrase("发布编号", "Publication"), same(String(published.publicationID))),
      (
        Phrase("发布时间", "Published"),
        same(published.publishedAt.prefix(19).replacing("T", with: " ") + " UTC")
      ),
      (Phrase("内容摘要", "Digest"), same(published.digest)),
      (Phrase("运行编号", "Run"), same(String(published.runID))),
      (Phrase("程序版本", "Program"), same("huizong \(Huizong.version)")),
      (Phrase("发布的年度", "Years published"), same(years)),
      (
        Phrase("报送", "Submissions"),
        Phrase(
          "\(NumberFormat.count(Int(published.submissionCount))) 份,"
            + "\(NumberFormat.count(Int(published.lineCount))) 行",
          "\(NumberFormat.count(Int(published.submissionCount))) submissions, "
            + "\(NumberFormat.count(Int(published.lineCount))) lines")
      ),
      (Phrase("编制范围", "Scope"), same(frame.topName)),
      (Phrase("资金性质", "Fund"), Vocabulary.fund(frame.request.fundType)),
      (Phrase("已结账的年度", "Closed years"), closed),
    ]
  }

  private var closed: Phrase {
    guard let text = frame.closedText else { return Phrase("无", "none") }
    return Phrase(
      text(.chinese) + ",保留结账时发布的数;之后的报送变动列为异常。",
      text(.english)
        + ": as published when they were closed; what was submitted later is an anomaly.")
  }

  /// Which words are in Chinese whatever the book speaks.
  var language: [Entry] {
    guard frame.request.language == .english else { return [] }
    return [
      (
        Phrase("语言", "Language"),
        Phrase(
          "异常的情况、依据和建议以中文保存。",
          "Findings, evidence and suggestions are kept in Chinese, as the units read them; names "
            + "and reasons are as they were given.")
      )
    ]
  }

  private var rules: [Entry] {
    [
      (Phrase("金额单位", "Unit"), amountUnit), (Phrase("舍入", "Rounding"), rounding),
      (
        Phrase("空白与零", "Blank and zero"),
        Phrase(
          "空白表示无人填报,不是零;有空白的一方不列增减。"
            + "0.00 表示填报的数合计为零(填报为零、正负相抵、全部抵销),或不足以列示。"
            + "“其他及未分”没有金额时为空白。",
          "A blank is not stated, which is not zero; nothing is compared with it. 0.00 is what was"
            + " stated and adds up to nothing, or to less than is printed. Where nothing is neither"
            + " basic nor project, the column of the rest is blank.")
      ),
      (
        Phrase("汇总", "Consolidation"),
        Phrase(
          "只汇总没有下级的单位;部门自己报送的数只作核对,不加入合计。上年数为上年度发布的同一单位、同一科目的决算数。",
          "Units without units below them are added up; what a group submits itself is compared"
            + " only. Prior figures are the same key as published for the year before.")
      ),
      (Phrase("抵销", "Eliminations"), eliminations),
      (Phrase("可比性", "Comparability"), comparability),
      (
        Phrase("异常", "Anomalies"),
        Phrase(
          "异常不改变任何金额。填报数与由其他各数的舍入范围推算的区间相比:错误为不可能成立,需核实为须书面说明,"
            + "无法判定为精度不足,提示为四舍五入之类。",
          "No anomaly changes an amount. The stated figure is held against the interval that the"
            + " rounding of the others allows: errors cannot be true, reviews want an explanation,"
            + " undetermined ones want more digits, infos are roundings and the like.")
      ),
      (
        Phrase("规则", "Rules"),
        Phrase(
          "程序规则 \(RuleCatalogue.descriptions.count) 条;\(frame.year) 年度有效的审核公式 \(formulaCount) 条。",
          "\(RuleCatalogue.descriptions.count) rules of the program; \(formulaCount) formulas of"
            + " the bureau hold in \(frame.year).")
      ),
    ]
  }

  private var amountUnit: Phrase {
    let unit = frame.request.amountUnit.chineseName
    return Phrase(
      "各汇总表为\(unit),两位小数;逐笔列示的表(内部抵销、指标依据、异常清单)的金额为元,不舍入。",
      "Tables of sums in \(frame.request.amountUnit == .yuan ? "yuan" : "10,000 yuan") with two"
        + " decimals; lists (eliminations, indicator terms, anomalies) in yuan, exact.")
  }

  private var rounding: Phrase {
    guard frame.request.amountUnit != .yuan else {
      return Phrase("以元列示,不舍入。", "In yuan nothing is rounded.")
    }
    return Phrase(
      "受控舍入:每个数取其精确值上下相邻的两个 0.01 万元之一,整数不变,使下级相加恰等于上级:"
        + "单位向上相加,类纵横相加,类、款、项逐级相加,基本、项目等相加等于决算数。"
        + "全区一次舍入,合计取最近的一个;部门、单位的册、页都从中摘取,所以同一个数在同一发布的各册、各表相同"
        + "(可比口径换算过的数另行舍入;有单位两年只报一年时,上年数另行舍入,"
        + "可能与上年的册相差 0.01 万元)。"
        + "因此部门、单位自己的合计是相邻两数之一,不一定是最近的一个,个别数与四舍五入差 0.01 万元;"
        + "部门、单位合计的基本、项目支出为各类之和,与精确值可能相差不止 0.01 万元。"
        + "增减额为印出两数之差,与精确值相差小于 0.02 万元。"
        + "同一款、项在各单位之间相加可能有 0.01 万元的尾差。",
      "Controlled rounding: each figure is one of the two multiples of 0.01 beside the exact one,"
        + " so chosen that parts add up: units to groups, 类 down and across, 类, 款 and 项 level"
        + " by level, kinds to the actual. The district is rounded once, its total to the nearest;"
        + " books and pages of units are cut from it, so that one figure is the same in all sheets"
        + " and books of a publication but for those restated to another year's codes, and last"
        + " year's where a unit has filed for one of the two years only. A unit's own"
        + " total is therefore one of its two neighbours, not always the nearest; the basic and"
        + " project spending of that total are the sums of the 类's, and may be further off. A"
        + " change is the difference of two printed figures, less than 0.02 from the exact one. The"
        + " units of one 款 or 项 may add up with a difference.")
  }

  /// What is taken out of sums.
  var eliminations: Phrase {
    Phrase(
      "一个单位付给另一单位、双方(或内部往来登记)都列报的金额,在双方共同的最低上级的合计中扣除一次;"
        + "双方不符的部分留在合计中并列为异常。部门 = 所属单位合计 − 在该部门抵销的金额。",
      "What one unit paid another and both sides (or the register) state is taken once out of the"
        + " sum of the lowest group above both; what they do not agree on stays in and is an"
        + " anomaly. A group is the sum of its units less what was eliminated there.")
  }

  private var comparability: Phrase {
    Phrase(
      "各年度换算到最新年度的科目(科目对照)和单位(单位沿革)。精确:整体移动;估计:按已知份额划分;"
        + "中断:份额不明,只有同族科目的合计可比。增减以两年中较差者为准。",
      "All years restated to the newest year's subjects (crosswalk) and units (successions)."
        + " Exact: moved whole; estimated: divided by a known share; broken: of unknown shares,"
        + " only the family's total compares. A change is as good as the worse of its years.")
  }

  private var sources: [Entry] {
    [
      (
        "支出汇总、单位汇总、单位×类、单位科目、年度对比",
        "By subject, By unit, Units by 类, Units by subject, Years",
        "summary.subject_year, summary.unit_tree"
      ),
      ("可比口径", "Comparable", "summary.comparable_subject_year"),
      ("内部抵销", "Eliminations", "summary.elimination"),
      ("指标、指标依据", "Indicators, Indicator terms", "summary.unit_indicator"),
      ("异常清单", "Anomalies", "summary.anomaly_history"),
      ("报送情况", "Coverage", "summary.coverage"),
    ].map { chinese, english, views in
      (
        Phrase("来源", "Source"),
        Phrase("\(chinese):\(views)", "\(english): \(views)")
      )
    }
  }
}
